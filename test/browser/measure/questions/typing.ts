import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { formatCount, formatMs } from '../../../../bench/numbers.ts';
import type { Answer, Question } from '../../../../bench/question.ts';
import { median } from '../../../../bench/statistics.ts';
import { WATCH_MESSAGE } from '../in-page/watch-message.ts';
import { signIn } from '../sign-in.ts';
import { SPREAD, spreadOf } from '../spread.ts';
import { clockDifference } from '../talking/clock-difference.ts';
import { CONVERSATIONS, type Conversation, type ServerTimes, timeServer } from '../talking/server-times.ts';
import { type Where, withPage } from '../with-page.ts';

const MESSAGES = 100;
const WARM_UPS = 10;
/** As somebody types: within two commands a second none is counted by the limits. */
const PACE_MS = 500;
const UNDER_MS = 100;
const NAMES = ['writer', 'reader'] as const;

/** Epoch milliseconds, by the names of `in-page/watch-message.ts`. */
type Times = Readonly<Record<string, number>>;
interface Message {
  readonly conversation: Conversation;
  readonly writer: Times;
  readonly reader: Times;
}

/** How long after Enter the other one sees it. */
export const typing: Question = {
  name: 'typing',
  title: 'From Enter to the other’s page',
  ask: (progress) =>
    withPage(async (where) => {
      const messages: Message[] = [];
      let clocks = 0;
      for (const conversation of CONVERSATIONS) {
        progress(`${MESSAGES} messages: ${conversation}`);
        const pages = await openPages(where, conversation);
        messages.push(...(await talk(pages, conversation)));
        clocks = Math.max(clocks, await clockDifference(...pages));
        for (const page of pages) await page.context().close();
      }
      progress('the server alone');
      return describe(messages, await timeServer(where.stack, MESSAGES), clocks);
    }),
};

async function openPages({ browser, url }: Where, conversation: Conversation): Promise<[Page, Page]> {
  const open = async (user: string, peer: string) => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(WATCH_MESSAGE);
    await page.goto(conversation === 'lobby' ? url : `${url}#whisper%3A${peer}`);
    await signIn(page, user);
    await page.locator('#message').waitFor();
    return page;
  };
  const [writer, reader] = NAMES;
  return [await open(writer, reader), await open(reader, writer)];
}

async function talk([writer, reader]: readonly [Page, Page], conversation: Conversation): Promise<Message[]> {
  const messages: Message[] = [];
  for (let round = -WARM_UPS; round < MESSAGES; round++) {
    const text = JSON.stringify(`${conversation} ${round + WARM_UPS + 1}, is that so?`);
    await writer.locator('#message').fill(JSON.parse(text));
    await Promise.all([
      writer.evaluate(`measured.watch(${text}, 'confirmedShown')`),
      reader.evaluate(`measured.watch(${text}, 'shown')`),
    ]);
    await writer.keyboard.press('Enter');
    const [written, read] = (await Promise.all(
      [writer, reader].map((page) => page.evaluate('measured.times')),
    )) as [Times, Times];
    if (round >= 0) messages.push({ conversation, writer: written, reader: read });
    await sleep(PACE_MS);
  }
  return messages;
}

const SPANS: readonly (readonly [name: string, span: (message: Message) => number])[] = [
  ['**Enter → seen by the other page**', ({ writer, reader }) => at(reader, 'shown') - at(writer, 'enter')],
  [
    'Enter → its frame is handed to the shared worker',
    ({ writer }) => at(writer, 'sent') - at(writer, 'enter'),
  ],
  [
    'from there → received by the other page: both workers and the server',
    ({ writer, reader }) => at(reader, 'received') - at(writer, 'sent'),
  ],
  ['received → in the other page’s DOM', ({ reader }) => at(reader, 'inPage') - at(reader, 'received')],
  ['in its DOM → painted', ({ reader }) => at(reader, 'shown') - at(reader, 'inPage')],
  ['Enter → seen by oneself, as being sent', ({ writer }) => at(writer, 'shown') - at(writer, 'enter')],
  ['Enter → shown as sent: the ack', ({ writer }) => at(writer, 'confirmedShown') - at(writer, 'enter')],
];

const at = (times: Times, name: string) => times[name] ?? Number.NaN;

function describe(messages: readonly Message[], server: ServerTimes, clocks: number): Answer {
  const spansOf = (conversation: Conversation, [, span]: (typeof SPANS)[number]) =>
    messages.filter((message) => message.conversation === conversation).map(span);
  const medianOf = (conversation: Conversation, index: number) =>
    median(spansOf(conversation, SPANS[index] ?? ['', () => Number.NaN]));
  return {
    method: [
      `Two users in one browser, each in a context and a process of their own, with the conversation open; ${MESSAGES} messages in the lobby and ${MESSAGES} whispers from the one to the other, after ${WARM_UPS} that aren’t counted, one each ${PACE_MS} ms, as somebody types; the page sends its read marks meanwhile. From the time stamp of the key Enter in the one page to the frame in which the other one’s DOM has the text: a MutationObserver sees it, and the task behind the next animation frame’s callbacks, when that is laid out and painted, is the end. A display’s next refresh, up to 16.7 ms, is the browser’s and in it. Both pages read one clock: they differ by at most ${clocks.toFixed(1)} ms, as far as Node can tell.`,
      `Baseline: the same commands on bare sockets from Node, ${MESSAGES} each, one at a time, and \`ping\`, which the function \`message\` answers without a database call. The stack is local: its functions’ time is here, AWS’s network and services aren’t.`,
    ],
    tables: [
      ...CONVERSATIONS.map((conversation) => ({
        caption: `${conversation === 'lobby' ? 'A message in the lobby' : 'A whisper'}, ms`,
        columns: ['', ...SPREAD],
        rows: SPANS.map((span): string[] => [span[0], ...spreadOf(spansOf(conversation, span))]),
      })),
      {
        caption: 'The server alone, by bare sockets, ms',
        columns: ['', ...SPREAD],
        rows: [
          ['`ping` → its answer', ...spreadOf(server.pings)],
          ['lobby → received by the other', ...spreadOf(server.arrivals.lobby)],
          ['lobby → its ack', ...spreadOf(server.acks.lobby)],
          ['whisper → received by the other', ...spreadOf(server.arrivals.whisper)],
          ['whisper → its ack', ...spreadOf(server.acks.whisper)],
        ],
      },
    ],
    targets: CONVERSATIONS.map((conversation) => {
      const ms = medianOf(conversation, 0);
      return {
        what: `Enter to seen by the other page, ${conversation}, median of ${formatCount(MESSAGES)}`,
        target: `under ${UNDER_MS} ms`,
        measured: `${formatMs(ms)} ms`,
        isMet: ms < UNDER_MS,
        bound: `both workers and the server take ${formatMs(medianOf(conversation, 2))} ms of it, the server, for a bare socket, ${formatMs(median(server.arrivals[conversation]))} ms`,
      };
    }),
  };
}
