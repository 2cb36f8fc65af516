import { ChatError, internal, refUsed, stillRunning } from '../../protocol/errors.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { renderAnswerV2, renderErrorV2 } from '../../protocol/render-v2.ts';
import { healIfPossible } from '../healing/heal.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { RefClaim, RefRecord } from '../ports/messages/refs.ts';
import { tell } from '../posting/answer.ts';
import { STORE_WITHIN_MS } from '../posting/deadlines.ts';
import { acknowledge, type CommandRequest, type Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { awaitAnswer, CLAIM_MS, SOON_MS } from './await-answer.ts';
import type { CommandOf, SenderCommandType } from './command.ts';
import type { CommandLogs } from './command-logs.ts';
import { findStored, finishStored, hasAmended, isPublic } from './stored-command.ts';

/** Of the claim, so that the write is over before the claim is. */
const WRITE_WITHIN_CLAIM_MS = 6_000;

type RefCommand = CommandOf<SenderCommandType> & { readonly ref: string };

/** How it is done, and where its event is stored. */
interface Attempts {
  run(request: CommandRequest): Promise<Outcome>;
  /** Absent: it becomes no event, and may be done again under its id. */
  readonly logs: (() => Promise<CommandLogs>) | undefined;
  /** As `Change` has it. */
  readonly isDoneWhenStored: boolean;
}

/** Thrown in a command's stead when its `ref` turns out to be another's, or to have come before. */
class Superseded extends Error {
  override readonly name = 'Superseded';
}

/**
 * Runs a command whose `ref` wasn't there before, and remembers the answer; for one that was, gives the first answer,
 * waiting for it a moment, or goes on with what a crash left undone. The `ref` is claimed beside the command's checks,
 * before its first write.
 * @throws ChatError that is to be answered
 */
export async function answerOnce(
  ports: ChatPorts,
  command: RefCommand,
  request: CommandRequest,
  attempts: Attempts,
): Promise<void> {
  const { user, id } = request;
  const now = ports.clock.now();
  const digest = ports.digest(JSON.stringify([command.type, command.fields]));
  const claim = { id, digest, now, until: now + CLAIM_MS };
  const claiming = ports.refs.claim(user, command.ref, claim);
  const attempt = attempts.run({
    ...request,
    claimed: async () => {
      if (await claiming) throw new Superseded();
      const waited = ports.clock.now() - now;
      if (waited > WRITE_WITHIN_CLAIM_MS)
        throw internal(new Error(`Its claim is ${waited} ms old: too late to write`));
    },
  });
  // What the checks say counts only if the claim succeeds; and nothing goes on in a frozen environment.
  await Promise.allSettled([claiming, attempt]);
  const before = await claiming;
  if (before === undefined) return finish(ports, command, request, attempt, attempts);
  if (before.digest !== digest) throw refUsed(command.ref);
  const known = (record: RefRecord) => findOutcome(ports, command, attempts, record);
  const found = await awaitAnswer(ports, command.ref, await known(before), async () => {
    const record = await ports.refs.find(user, command.ref);
    return record && known(record);
  });
  if (found.answer !== undefined) {
    await settleAll([
      tell(ports, request.connection.connectionId, found.answer),
      // Its function may have died over the delivery. Of one that may be under way nothing is to be mended yet.
      found.stored && found.claimedUntil <= ports.clock.now() && healIfPossible(ports, found.stored),
    ]);
    return;
  }
  const later = ports.clock.now();
  await resume(ports, command, request, {
    ...attempts,
    claim: { id, digest, now: later, until: later + CLAIM_MS },
    before: found,
  });
}

/** A record, with the answer that follows from what is stored. */
interface KnownRecord extends RefRecord {
  readonly stored?: { readonly id: string; readonly conversation: string };
}

/** A command that is done once its event is stored has no answer written down: it follows from the log. */
async function findOutcome(
  ports: ChatPorts,
  { ref }: RefCommand,
  { isDoneWhenStored, logs }: Attempts,
  record: RefRecord,
): Promise<KnownRecord> {
  if (!isDoneWhenStored || !logs || record.answer !== undefined) return record;
  const { id } = record;
  const stored = await findStored(ports, await logs(), id);
  // Of what its author alone may see, the next sync may not know where to look: that is made good first.
  if (!stored || stored.isOwn) return record;
  const answer = renderAnswerV2(acknowledge(id).answer, ref);
  return { ...record, answer, stored: { id, conversation: stored.conversation } };
}

/**
 * Goes on with a command that was begun and never answered. One that got as far as the log is done, whatever its checks
 * would say by now: everybody has seen it, or sees it at their next sync.
 */
async function resume(
  ports: ChatPorts,
  command: RefCommand,
  request: CommandRequest,
  attempts: Attempts & { claim: RefClaim; before: RefRecord },
): Promise<void> {
  const { run, claim, before, logs } = attempts;
  if (!logs) return repeat(ports, command, request, attempts);
  const stored = await findStored(ports, await logs(), before.id);
  const isYoung = claim.now - readEventTime(before.id) <= STORE_WITHIN_MS;
  // Should this attempt be refused, a sweep goes on with it.
  const isBegun = !stored && isYoung && (await hasAmended(ports, await logs(), command.fields, before.id));
  // Too late to deliver under the old id, which nobody has seen: it was never stored, and never will be.
  const id = isYoung || stored ? before.id : request.id;
  if (!(await ports.refs.reclaim(request.user, command.ref, { ...claim, id }, before)))
    throw stillRunning(command.ref, SOON_MS);
  const again = { ...request, id };
  if (!stored)
    return finish(ports, command, again, isBegun ? doneAnyway(run(again), id) : run(again), attempts);
  const done = isYoung && isPublic(stored) ? doneAnyway(run(again), id) : finishStored(ports, stored);
  await finish(ports, command, again, done, attempts);
}

/** What sets a state goes on under its first id, however old: what the user has set since stays. */
async function repeat(
  ports: ChatPorts,
  command: RefCommand,
  request: CommandRequest,
  attempts: Attempts & { claim: RefClaim; before: RefRecord },
): Promise<void> {
  const { run, claim, before } = attempts;
  const { id } = before;
  if (!(await ports.refs.reclaim(request.user, command.ref, { ...claim, id }, before)))
    throw stillRunning(command.ref, SOON_MS);
  const again = { ...request, id };
  await finish(ports, command, again, run(again), attempts);
}

/** What has happened is told again, where it still may be: its sender may have left the group meanwhile. */
async function doneAnyway(attempt: Promise<Outcome>, id: string): Promise<Outcome> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof ChatError && !error.isRetryable) return acknowledge(id);
    throw error;
  }
}

/**
 * Answers, and remembers the answer once all is done, unless it follows from what is stored; or gives the claim up where
 * another attempt may work.
 */
async function finish(
  ports: ChatPorts,
  { ref }: RefCommand,
  { user, id, connection }: CommandRequest,
  attempt: Promise<Outcome>,
  { isDoneWhenStored, logs }: Pick<Attempts, 'isDoneWhenStored' | 'logs'>,
): Promise<void> {
  try {
    const { answer, delivery, behind, isSafe = false } = await attempt;
    const frame = renderAnswerV2(answer, ref);
    // What became no event after all is in no log.
    const isStored = isDoneWhenStored && 'id' in answer;
    const isKnown = isStored || logs === undefined;
    const remember = async () => isKnown || ports.refs.answer(user, ref, id, frame);
    await settleAll([delivery, tell(ports, connection.connectionId, frame), isSafe && remember()]);
    if (!isSafe) await remember();
    await behind?.();
  } catch (error) {
    const told = error instanceof ChatError ? error : internal(error);
    await (told.isRetryable
      ? ports.refs.release(user, ref, id)
      : ports.refs.answer(user, ref, id, renderErrorV2(told, ref)));
    throw told;
  }
}
