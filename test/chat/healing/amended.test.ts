import { expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { loseDeliveries } from './lose-deliveries.ts';

/** What `ann` says died with its function before `ben` was told. */
async function createLoss(say: object) {
  const { ports, lose } = loseDeliveries('silent');
  const { connect, send, heardBy, framesTo } = createChatUnderTest(ports);
  const ann = await connect('ann', { protocol: 'v2' });
  const ben = await connect('ben');
  for (const connection of [ann, ben]) await send(connection, { type: 'join', group_name: 'devs' });
  await lose(() => send(ann, { ...say, content: 'Helo', ref: 'm' }));
  const logs = ['lobby', 'whisper:ann|ben', `group:${(await ports.groups.find('devs'))?.groupId}`];
  const said = logs.flatMap((log) => ports.log.entriesOf(log)).find(({ event }) => 'content' in event);
  heardBy(ben);
  framesTo(ann);
  const edit = (conversation: string) => {
    ports.clock.advance(1_000);
    return send(ann, { type: 'edit', conversation, id: said?.event.id, content: 'Hello', ref: 'e' });
  };
  const sweep = () => {
    ports.clock.advance(60_000);
    return runRequest(ports, { type: 'sweep' });
  };
  return { ben, send, edit, sweep, heardBy, ports };
}

const places = [
  { place: 'lobby', say: { type: 'lobby' }, conversation: 'lobby', line: '(Lobby): ann: ' },
  {
    place: 'group',
    say: { type: 'group', group_name: 'devs' },
    conversation: 'group:devs',
    line: '(Group devs): ann: ',
  },
  {
    place: 'whisper',
    say: { type: 'whisper', target: 'ben' },
    conversation: 'whisper:ben',
    line: '(Whisper from ann): ',
  },
];

test.each(places)('a sweep tells what a $place message says by now', async ({ say, conversation, line }) => {
  const { ben, edit, sweep, heardBy, ports } = await createLoss(say);
  await edit(conversation);
  expect(heardBy(ben)).toEqual([`${line}(Edited): Hello`]);
  await sweep();
  expect(heardBy(ben)).toEqual([`${line}Hello`]);
  expect(ports.undelivered.all()).toEqual([]);
});

test.each(places)(
  'a sweep tells nobody what a $place message says since an edit that their block hid, though that has ended',
  async ({ say, conversation }) => {
    const { ben, send, edit, sweep, heardBy, ports } = await createLoss(say);
    await send(ben, { type: 'block', target: 'ann' });
    await edit(conversation);
    await send(ben, { type: 'unblock', target: 'ann' });
    heardBy(ben);
    await sweep();
    expect(heardBy(ben)).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
  },
);
