import { QUESTIONS } from '../../protocol/commands.ts';
import type { Authenticated } from '../../protocol/frames/answers.ts';
import { type JsonObject, parseJson } from '../../protocol/json.ts';
import type { SocketLike } from '../platform/socket.ts';
import { type RefAnswer, readFrame } from '../wire/frames.ts';
import { type Command, eventOf } from './event-of.ts';
import { readOwner } from './owner.ts';
import type { ToTab } from './port.ts';
import { createTurns } from './turns.ts';

/** A tab's use of a connection that it shares. */
export interface Member {
  readonly tab: string;
  tell(message: ToTab): void;
}

/** One socket and the tabs that use it. */
export interface SharedConnection {
  /** Whether this tab uses it, or did. */
  hadTab(tab: string): boolean;
  /** Tells the member when it is open, at once where it is, and what comes on it from then on. */
  join(member: Member): void;
  /** The last to leave closes it. */
  leave(member: Member): void;
  send(member: Member, text: string): void;
}

export interface SharedConnectionPorts {
  /** May throw. */
  open(): SocketLike;
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back later. @param ms milliseconds */
  after(ms: number, then: () => void): void;
  /** The socket has closed, or everybody has left. */
  onOver(): void;
}

/** A command, and who waits for its answer: of a question perhaps several, each under a `ref` of its own. */
interface Asked {
  readonly command: Command;
  /** As it is sent, under the first one's `ref`. */
  readonly text: string;
  askers: readonly Asker[];
  /** How often it was refused for the rate. */
  refusals: number;
}

interface Asker {
  readonly member: Member;
  readonly ref: string;
}

/** A wait that is no longer comes of the commands of all tabs. What is to wait longer is its tab's to say. */
const TURN_WITHIN_MS = 2_000;

/**
 * Shares a socket: an answer goes to who asked, everything else to each member. What the server tells all connections of a
 * user but the one that acted, the others are told here; what it asks of a connection is answered once.
 */
export function shareConnection(ports: SharedConnectionPorts): SharedConnection {
  const tabs = new Set<string>();
  const members = new Set<Member>();
  const asked = new Map<string, Asked>();
  const turns = createTurns<Asked>({ ...ports, send: ({ text }) => isOver || socket?.send(text) });
  let socket: SocketLike | undefined;
  let opened: Extract<ToTab, { kind: 'open' }> | undefined;
  let signedIn: Authenticated | undefined;
  /** What the socket last complained of. */
  let complaint = '';
  let isOver = false;

  const tellAll = (message: ToTab, but?: Member) => {
    for (const member of members) if (member !== but) member.tell(message);
  };

  function end(code: number, reason: string): void {
    if (isOver) return;
    isOver = true;
    tellAll({ kind: 'close', code, reason });
    members.clear();
    ports.onOver();
  }

  function receive(text: string): void {
    const known = readFrame(text);
    const answered = known?.kind === 'answer' ? asked.get(known.frame.ref) : undefined;
    if (known?.kind === 'probe') socket?.send(JSON.stringify({ type: 'here' }));
    else if (known?.kind === 'answer' && answered) answer(answered, known.frame);
    else tellAll({ kind: 'frame', text });
  }

  /**
   * The commands of all tabs count as one connection's, and one that is refused too often is closed. So what has no turn yet
   * waits here, and is not each tab's to try again. A sign-in waits for as long as it takes: its tab would take a refusal for a
   * connection that is no good, and open another.
   * @returns whether it waits; else its askers are to be told
   */
  function putOff(refused: Asked, frame: RefAnswer): boolean {
    if (frame.type !== 'error' || frame.code !== 'rate_limited') return false;
    const { retry_after_ms: toldMs = 1_000 } = frame;
    // Other devices use the same allowance: who asks just when there may be enough again may find it used each time.
    const ms = toldMs * 2 ** refused.refusals++;
    if (ms <= TURN_WITHIN_MS) turns.again(refused, ms);
    else if (refused.command.type !== 'authenticate') return false;
    else ports.after(toldMs, () => refused.askers.length > 0 && turns.add(refused, true));
    return true;
  }

  function answer(answered: Asked, frame: RefAnswer): void {
    if (putOff(answered, frame)) return;
    const { askers, command } = answered;
    asked.delete(frame.ref);
    for (const { member, ref } of askers) {
      member.tell({ kind: 'frame', text: JSON.stringify({ ...frame, ref }) });
    }
    if (frame.type === 'authenticated') signedIn = frame;
    const event = frame.type === 'ack' && signedIn ? eventOf(command, frame, signedIn) : undefined;
    if (event) tellAll({ kind: 'frame', text: JSON.stringify(event) }, askers[0]?.member);
  }

  /**
   * Tabs ask the same at the same times. What has yet to be sent answers for all of them; what is on its way may have been
   * read before what made the other tab ask.
   */
  function findSame(command: Command): Asked | undefined {
    if (!(command.type in QUESTIONS)) return undefined;
    const fields = fieldsOf(command);
    return turns.waiting.find((other) => fieldsOf(other.command) === fields);
  }

  /** A token that ends sooner than the one before would cut the others short: it changes nothing. */
  function isSignedInFor({ type, token }: JsonObject): boolean {
    if (type !== 'authenticate' || !signedIn) return false;
    return readOwner(String(token)).endsAt <= Date.parse(signedIn.expires_at);
  }

  try {
    socket = ports.open();
    const own = socket;
    socket.onopen = () => {
      opened = { kind: 'open', protocol: own.protocol, openedAt: ports.now() };
      tellAll(opened);
    };
    socket.onmessage = ({ data }: { readonly data: unknown }) => receive(String(data));
    socket.onerror = (event: { readonly message?: string }) => {
      complaint = String(event?.message ?? '');
    };
    socket.onclose = (event: { readonly code?: number; readonly reason?: string }) =>
      end(event?.code ?? 1006, event?.reason || complaint);
  } catch (error) {
    // The caller has yet to join who asked for it.
    queueMicrotask(() => end(1006, String(error)));
  }

  return {
    hadTab: (tab) => tabs.has(tab),
    join(member) {
      tabs.add(member.tab);
      members.add(member);
      if (opened) member.tell(opened);
    },
    leave(member) {
      members.delete(member);
      for (const one of asked.values()) one.askers = one.askers.filter((asker) => asker.member !== member);
      turns.drop(({ askers }) => askers.length === 0);
      for (const [ref, { askers }] of asked) if (askers.length === 0) asked.delete(ref);
      if (members.size > 0 || isOver) return;
      end(1000, '');
      socket?.close(1000);
    },
    send(member, text) {
      // The SDK's own: it has what a command has.
      const command = parseJson(text) as Command | undefined;
      if (command && isSignedInFor(command)) {
        member.tell({ kind: 'frame', text: JSON.stringify({ ...signedIn, ref: command.ref }) });
        return;
      }
      if (!command) return;
      const asker = { member, ref: String(command.ref) };
      const same = asked.get(asker.ref) ?? findSame(command);
      if (same && turns.waiting.includes(same)) {
        if (!same.askers.some(({ ref }) => ref === asker.ref)) same.askers = [...same.askers, asker];
        return;
      }
      const added: Asked = { command, text, askers: [asker], refusals: 0 };
      asked.set(asker.ref, added);
      turns.add(added, !(command.type in QUESTIONS) || command.type === 'ping');
    },
  };
}

const fieldsOf = ({ ref: _ref, ...fields }: Command) => JSON.stringify(fields);
