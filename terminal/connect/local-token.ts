import { NoToken } from './no-token.ts';

export interface LocalUser {
  readonly user: string;
  readonly port: number;
}

/**
 * Asks the stack that runs on this machine for a user's token.
 * @param onRefused is told why this user can have none, however often it is asked
 * @returns null then
 * @throws NoToken where asking again may help
 */
export async function askLocalToken(
  { user, port }: LocalUser,
  onRefused: (why: string) => void,
): Promise<string | null> {
  const body = JSON.stringify({ username: user });
  const response = await fetch(`http://127.0.0.1:${port}/_local/token`, { method: 'POST', body }).catch(
    () => undefined,
  );
  if (!response) {
    throw new NoToken(
      `Nothing answers on port ${port}: \`npm start\` starts the server, --port names another port.`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as { access_token?: unknown; error?: unknown };
  if (typeof answer.access_token === 'string') return answer.access_token;
  if (response.status === 400 && typeof answer.error === 'string') {
    onRefused(`${user} can't sign in: ${answer.error}`);
    return null;
  }
  if (response.status === 503) throw new NoToken(`The server on port ${port} is not ready yet.`);
  throw new NoToken(
    `What answers on port ${port} gave no token (${response.status}): is it the server of \`npm start\`?`,
  );
}
