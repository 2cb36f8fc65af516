import type { Authenticated, MessageFrame, ReadFrame } from '../../protocol/frames-v2.ts';
import { type JsonObject, parseJson } from '../../protocol/json.ts';
import type { SocketLike } from '../platform/socket.ts';
import { type RefAnswer, readFrame } from '../wire/frames.ts';
import { isMessageCommand } from '../wire/message-command.ts';
import { ownMessage } from '../wire/own-message.ts';
import { readOwner } from './owner.ts';
import type { ToTab } from './port.ts';

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

/** Who waits for the answer to a `ref`. */
interface Asked {
  readonly member: Member;
  readonly command: Command;
  /** As it was sent. */
  readonly text: string;
}

type Command = JsonObject & { readonly type: string };

/**
 * Shares a socket: an answer goes to who asked, everything else to each member. What the server tells all connections of a
 * user but the one that acted, the others are told here; what it asks of a connection is answered once.
 */
export function shareConnection(ports: SharedConnectionPorts): SharedConnection {
  const tabs = new Set<string>();
  const members = new Set<Member>();
  const asked = new Map<string, Asked>();
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
    const asker = known?.kind === 'answer' ? asked.get(known.frame.ref) : undefined;
    if (known?.kind === 'probe') socket?.send(JSON.stringify({ type: 'here' }));
    else if (known?.kind === 'answer' && asker) answer(asker, known.frame, text);
    else tellAll({ kind: 'frame', text });
  }

  /**
   * The commands of all tabs count as one connection's. A tab whose sign-in has no turn among them must not take that for a
   * connection that is no good, and open another: it is said again.
   */
  function saysAgain({ member, command, text }: Asked, frame: RefAnswer): boolean {
    if (command.type !== 'authenticate' || frame.type !== 'error' || frame.code !== 'rate_limited')
      return false;
    ports.after(frame.retry_after_ms ?? 1_000, () => members.has(member) && socket?.send(text));
    return true;
  }

  function answer(asker: Asked, frame: RefAnswer, text: string): void {
    if (saysAgain(asker, frame)) return;
    const { member, command } = asker;
    asked.delete(frame.ref);
    member.tell({ kind: 'frame', text });
    if (frame.type === 'authenticated') signedIn = frame;
    const event = frame.type === 'ack' && signedIn ? eventOf(command, frame, signedIn) : undefined;
    if (event) tellAll({ kind: 'frame', text: JSON.stringify(event) }, member);
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
      for (const [ref, { member: asker }] of asked) if (asker === member) asked.delete(ref);
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
      if (command?.ref !== undefined) asked.set(String(command.ref), { member, command, text });
      socket?.send(text);
    },
  };
}

/** What the server tells a user's connections of a command, and not the one that sent it, which has its `ack`. */
function eventOf(
  command: Command,
  { ref, id }: { readonly ref: string; readonly id?: string },
  { user }: Authenticated,
): ReadFrame | MessageFrame | undefined {
  if (command.type === 'read') {
    return { type: 'read', conversation: String(command.conversation), user, upto: String(command.upto) };
  }
  if (command.echo !== false || id === undefined) return undefined;
  return isMessageCommand(command) ? ownMessage(command, { ref, id, user }) : undefined;
}
