import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { NAME_MAX_CHARACTERS, READ_WEIGHT } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const names = Array.from({ length: 100 }, (_, place) => `user${place}`);
/** As long as a name may be: the frame itself counts as several commands. */
const longNames = names.map((name) => name.padEnd(NAME_MAX_CHARACTERS, 'n'));
const ids = names.map((_, place) => idOfTime(1_000 + place));

/** Somebody in twelve groups, who has done nothing for long. */
async function connectMember(commandBurst: number) {
  const { limits } = createMemoryPorts();
  const chat = createChatUnderTest({ limits: { ...limits, commandBurst } });
  const one = await chat.connect('user1', { protocol: 'v2' });
  for (let group = 0; group < 12; group++) {
    await chat.send(one, { type: 'join', group_name: `g${group}` });
    chat.ports.clock.advance(5_000);
  }
  chat.framesTo(one);
  /** @returns what is answered */
  const ask = async (command: object) => {
    await chat.send(one, { ...command, ref: 'r1' });
    const [answer = {}] = chat.framesTo(one);
    return answer;
  };
  return { ask, clock: chat.ports.clock };
}

// At the least that an operator may set, a page would else count as more than may ever come at once.
describe.each([20, READ_WEIGHT])('where %i commands may come at once', (commandBurst) => {
  test.each([
    ['read', { conversation: 'lobby', upto: idOfTime(1_000) }],
    ['export', {}],
    ['conversations', {}],
    ['profiles', { users: names }],
    ['profiles of long names', { users: longNames }],
    ['presences', { users: names }],
    ['group_profiles', { group_names: names }],
    ['reactions', { conversation: 'lobby', ids }],
  ])('%s, once refused for the rate, is done after as long as its refusal said', async (name, fields) => {
    const { ask, clock } = await connectMember(commandBurst);
    for (let count = 0; count < commandBurst; count++) await ask({ type: 'ping' });
    const [type] = name.split(' ');
    let answer = await ask({ type, ...fields });
    // First for its frame, and then for all that it counts as.
    for (let refusals = 0; answer.code === 'rate_limited' && refusals < 2; refusals++) {
      clock.advance(Number(answer.retry_after_ms));
      answer = await ask({ type, ...fields });
    }
    expect(answer).not.toHaveProperty('code');
  });
});

test('a page that holds nothing counts as a command, like any other', async () => {
  const { ask } = await connectMember(20);
  const answers = [];
  for (let count = 0; count < 21; count++) answers.push(await ask({ type: 'invitations' }));
  expect(answers.filter(({ type }) => type === 'list')).toHaveLength(20);
  expect(answers.at(-1)).toMatchObject({ code: 'rate_limited' });
});
