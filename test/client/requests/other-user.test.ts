import { expect, test } from '@jest/globals';
import { startClient } from '../client-under-test.ts';
import { tokenFor } from '../fake-chat.ts';
import { START } from '../fake-timers.ts';

/** A client whose user is another from the next sign-in on. */
function startSwitching() {
  let user = 'user1';
  const started = startClient({ token: () => tokenFor(user, START + 24 * 60 * 60_000) });
  const { chat, timers } = started;
  const switchUser = async () => {
    user = 'user9';
    chat.socket.drop();
    await timers.advance(2_000);
  };
  return { ...started, switchUser };
}

test('what one user has asked is not asked in the name of the next, who has signed in meanwhile', async () => {
  const { client, chat, goLive, switchUser } = startSwitching();
  await goLive();
  const asking = [client.read('lobby', 'x'), client.history('lobby')].map((asked) =>
    asked.catch((error) => error.code),
  );
  await switchUser();
  expect(client.user).toBe('user9');
  expect(await Promise.all(asking)).toEqual(['other_user', 'other_user']);
  expect([chat.count('read'), chat.count('history')]).toEqual([0, 0]);
});
