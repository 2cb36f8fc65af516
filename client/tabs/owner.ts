import { parseJson } from '../../protocol/json.ts';

/**
 * Whom a token is for, its issuer and subject, and when it ends, in milliseconds since 1970. Nothing of it is verified,
 * which is the server's to do: it keeps users apart who sign in with good tokens. What is no JWT is its own owner.
 */
export function readOwner(token: string): { readonly owner: string; readonly endsAt: number } {
  const { iss, sub, exp } = claimsOf(token);
  if (typeof sub !== 'string') return { owner: token, endsAt: Number.NaN };
  return { owner: JSON.stringify([iss, sub]), endsAt: Number(exp) * 1000 };
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    // As Latin-1 it is another text for each other one, which is all that is needed of names.
    return parseJson(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) ?? {};
  } catch {
    return {};
  }
}
