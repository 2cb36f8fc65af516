import { expect, test } from '@jest/globals';
import { invitations } from '../../../client/index.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

/** `user1`, who owns a private group, and `user2` on two devices, who isn't in it, with what each of these shows. */
async function start() {
  const chat = createTestChat();
  const owner = await connect(chat, 'user1');
  const [laptop, phone] = [await connect(chat, 'user2'), await connect(chat, 'user2')];
  await owner.create('devs', { kind: 'private', title: 'Developers' });
  const views = [laptop, phone].map(invitations);
  await chat.settled();
  const shown = async () => {
    await chat.settled();
    const [one, other] = views.map(({ value }) => value.items.map(({ group, from }) => `${group} ${from}`));
    expect(other).toEqual(one);
    return one;
  };
  return { chat, owner, laptop, views, shown };
}

test('what one is invited to is there on all devices, by whom, and what it is called', async () => {
  const { owner, views, shown } = await start();
  expect(views[0]?.value).toEqual({ items: [], isLoaded: true, error: undefined });
  await owner.invite('devs', 'user2');
  expect(await shown()).toEqual(['devs user1']);
  expect(views[0]?.value.items).toMatchObject([{ title: 'Developers', since: expect.any(String) }]);
});

test('it goes from all of them when it is declined on one, though nothing keeps that', async () => {
  const { owner, laptop, shown } = await start();
  await owner.invite('devs', 'user2');
  expect(await shown()).toHaveLength(1);
  await laptop.declineInvite('devs');
  expect(await shown()).toEqual([]);
});

test('it goes from all of them when one has joined', async () => {
  const { owner, laptop, shown } = await start();
  await owner.invite('devs', 'user2');
  expect(await shown()).toHaveLength(1);
  await laptop.join('devs');
  expect(await shown()).toEqual([]);
});

test('it is away while one blocks who invites', async () => {
  const { owner, laptop, shown } = await start();
  await owner.invite('devs', 'user2');
  await laptop.block('user1');
  expect(await shown()).toEqual([]);
  await laptop.unblock('user1');
  expect(await shown()).toEqual(['devs user1']);
});

test('one that came while there was no connection is there with the next', async () => {
  const { chat, owner, shown } = await start();
  chat.disconnect('user2');
  await owner.invite('devs', 'user2');
  chat.reconnect('user2');
  expect(await shown()).toEqual(['devs user1']);
});
