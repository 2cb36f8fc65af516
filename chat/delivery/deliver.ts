import { readEventTime } from '../../protocol/events/event-id.ts';
import { handledLater } from '../handled-later.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Recipient, Subscription } from '../ports/connections/subscriptions.ts';
import type { ChunkFrames } from '../ports/deliver-requests.ts';
import { REQUEST_HOLD_MS, undeliveredName } from '../ports/messages/undelivered.ts';
import type { AccountQuota } from '../ports/settings.ts';
import { DELIVER_WITHIN_MS, SEND_CHUNKS_UNTIL_MS } from '../posting/deadlines.ts';
import { type FrameOf, type Render, renderOnce } from '../posting/frames.ts';
import { type ReachPorts, startReaching } from '../posting/reach.ts';
import { hasValidToken } from '../rules/valid-token.ts';
import { settleAll } from '../settle-all.ts';
import type { Audience } from './audience.ts';
import type { Hold } from './hold.ts';

/** Recipients that one function posts to. More of them are other functions' work, side by side with it. */
export const RECIPIENTS_PER_FUNCTION = 500;

/** Of the account's quota, what one message may use: other frames and other channels need some. */
export const QUOTA_SHARE = 0.8;

export type DeliveryPorts = ReachPorts & Pick<ChatPorts, 'deliverRequests' | 'undelivered' | 'quota'>;

export interface DeliveryOptions {
  /** The event's id. */
  readonly id: string;
  readonly render: Render;
  /** Their frames carry the `ref` and can't go into a chunk, so this function posts to them itself. */
  readonly author: string;
  /** Who gets a frame without what it quotes; by default nobody. */
  readonly isBare?: ((subscription: Subscription) => boolean) | undefined;
  /** Who gets nothing, for example those who blocked the sender. */
  readonly skip: (subscription: Subscription) => boolean;
  /** Kept while a very large audience is fanned out. */
  readonly hold?: Hold;
  /** Epoch milliseconds, after which nothing is posted; by default what a delivery may take. */
  readonly deadline?: number;
}

/**
 * Posts to an audience as its pages come in, and fans out what is more than one function's work, no faster than
 * API Gateway takes it: posting faster than the quota would only be refused, keep functions running, and have everybody
 * else's frames refused.
 * @returns how many recipients there are, reached by this function or another
 */
export async function deliver(
  ports: DeliveryPorts,
  audience: Audience,
  {
    id,
    render,
    author,
    isBare,
    skip,
    hold,
    deadline = ports.clock.now() + DELIVER_WITHIN_MS,
  }: DeliveryOptions,
): Promise<number> {
  const frameOf = renderOnce(render, { author, isBare });
  const reaching = startReaching(ports, { frameOf, deadline });
  const sendingChunks: Promise<void>[] = [];
  const startedAt = ports.clock.now();
  let chunk: Subscription[] = [];
  let recipients = 0;

  async function sendChunk(): Promise<void> {
    await waitUntil(
      ports,
      Math.min(startedAt + timeToPost(recipients, ports.quota), readEventTime(id) + SEND_CHUNKS_UNTIL_MS),
    );
    await hold?.keep();
    sendingChunks.push(handledLater(requestChunk(ports, { id, recipients: chunk, isBare }, frameOf)));
    chunk = [];
  }

  try {
    for await (const page of audience) {
      const now = ports.clock.now();
      for (const recipient of page) {
        if (!hasValidToken(recipient, now) || skip(recipient)) continue;
        if (++recipients <= RECIPIENTS_PER_FUNCTION || recipient.user === author) reaching.start(recipient);
        else if (chunk.push(recipient) === RECIPIENTS_PER_FUNCTION) await sendChunk();
      }
    }
    if (chunk.length > 0) await sendChunk();
  } finally {
    // Also when a page could not be read: a frozen environment would post the rest minutes later.
    await settleAll([...sendingChunks, reaching.settle()]);
  }
  return recipients;
}

/** Milliseconds after which that many may have been posted to. */
function timeToPost(recipients: number, { callsPerSecond, burst }: AccountQuota): number {
  return Math.max(0, (recipients - burst * QUOTA_SHARE) / (callsPerSecond * QUOTA_SHARE)) * 1_000;
}

async function waitUntil({ clock }: Pick<ChatPorts, 'clock'>, time: number): Promise<void> {
  const left = time - clock.now();
  if (left > 0) await clock.sleep(left);
}

/** Asks another function to post a chunk. That is written down before, or one that is done could be found undelivered. */
async function requestChunk(
  { undelivered, deliverRequests, clock }: DeliveryPorts,
  {
    id,
    recipients,
    isBare = () => false,
  }: Pick<DeliveryOptions, 'id' | 'isBare'> & { readonly recipients: readonly Subscription[] },
  frameOf: FrameOf,
): Promise<void> {
  const [first, last] = [recipients[0], recipients.at(-1)];
  if (!first || !last) return;
  // An audience is read by connection id, and no other chunk has any of these.
  const part = { from: first.connectionId, to: last.connectionId };
  const heldUntil = clock.now() + REQUEST_HOLD_MS;
  await undelivered.put({ id, conversation: first.channel, part, heldUntil });
  const mark = undeliveredName({ id, part });
  const bare = recipients.filter(isBare);
  const others = bare.length > 0 ? recipients.filter((recipient) => !isBare(recipient)) : recipients;
  await deliverRequests.send({
    type: 'chunk',
    id,
    mark,
    heldUntil,
    frames: framesFor(others, frameOf),
    recipients,
    ...(bare.length > 0 && {
      bare: {
        frames: framesFor(bare, frameOf),
        connectionIds: bare.map(({ connectionId }) => connectionId),
      },
    }),
  });
}

function framesFor(recipients: readonly Recipient[], frameOf: FrameOf): ChunkFrames {
  const byProtocol = new Map(recipients.map((recipient) => [recipient.protocol, recipient]));
  return Object.fromEntries(
    [...byProtocol].flatMap(([protocol, recipient]) => {
      const frame = frameOf(recipient);
      return frame === undefined ? [] : [[protocol, frame]];
    }),
  );
}
