import type { AnswerFrame } from '../../protocol/frames/answers.ts';
import type { ClosingFrame } from '../../protocol/frames/passing.ts';
import { SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import { ChatRequestError, type ConnectionLost, type Loss, Unanswered } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import type { SocketLike } from '../platform/socket.ts';
import { startTimer } from '../platform/timers.ts';
import { type KnownFrame, type RefAnswer, readFrame } from '../wire/frames.ts';
import { createLifetime, type Lifetime, type Waiting } from './lifetime.ts';

/** A command with its fields, and its `ref` if it has one already. */
export type Command = { readonly type: string; readonly ref?: string } & Readonly<Record<string, unknown>>;

/** One socket, from its opening to its end. */
export interface Connection {
  /** What ended it; undefined while it lives. */
  readonly lost: ConnectionLost | undefined;
  /** Resolves once commands can be sent. @throws ConnectionLost */
  readonly opened: Promise<void>;
  /**
   * Sends a command and waits for its answer; if none comes, finds out whether the socket still lives.
   * @throws ChatRequestError the answer is an error
   * @throws Unanswered there is none, but the socket is well
   * @throws ConnectionLost
   */
  request(command: Command): Promise<AnswerFrame>;
  /** When the socket opened, epoch milliseconds. */
  readonly openedAt: number;
  /** When the last frame came, epoch milliseconds. */
  readonly heardAt: number;
  /**
   * Finds out whether the socket still lives, and ends it where it doesn't.
   * @param milliseconds for the answer
   * @throws ConnectionLost
   */
  probe(milliseconds: number): Promise<void>;
  /** @param milliseconds to wait @throws ConnectionLost at once, when it is */
  sleep(milliseconds: number): Promise<void>;
  /** As `Lifetime.wait`: for as long as it lasts. */
  readonly wait: Lifetime['wait'];
  /** Ends it now; what waits is told. */
  end(loss: Loss): void;
  /** Ends it when everything that was asked is answered, or should have been. Tells nobody. */
  retire(): void;
}

export interface ConnectionListener {
  /** A frame that answers nothing that is waited for; an answer only if it comes late. */
  onFrame(frame: KnownFrame): void;
  /** Once, whoever ended it. */
  onLost(loss: Loss): void;
}

/**
 * Opens a socket. Never throws: what fails is a loss.
 * @param token whoever opens the socket is told of it; to present it is the caller's
 */
export function openConnection(settings: Settings, token: string, listener: ConnectionListener): Connection {
  const { timers, debug } = settings;
  const requests = new Map<string, Waiting<AnswerFrame>>();
  const lifetime = createLifetime((loss) => {
    debug(`socket over: ${loss.code}: ${loss.reason}`);
    if (socket) closeQuietly(socket);
    listener.onLost(loss);
  });
  let socket: SocketLike | undefined;
  let isOpen = false;
  /** What the socket last complained of. */
  let complaint = '';
  let heardAt = 0;
  let openedAt = 0;
  let probe: Promise<void> | undefined;
  let briefProbe: Promise<void> | undefined;
  let isRetired = false;

  const end = (loss: Loss) => void lifetime.end(loss);
  /** Ends it, for another to be opened. */
  const fail = (code: string, reason: string, cause?: unknown) =>
    end({ code, reason, cause, reconnect: 'later' });

  function exchange(command: Command, timeoutMs: number, onTimeout: (waiting: Waiting<AnswerFrame>) => void) {
    const ref = command.ref ?? settings.newRef();
    return lifetime.wait<AnswerFrame>((waiting) => {
      requests.set(ref, waiting);
      const cancel = startTimer(timers, timeoutMs, () => onTimeout(waiting));
      debug(`> ${command.type} ${ref}`);
      send(JSON.stringify({ ...command, ref }));
      return () => {
        cancel();
        if (requests.get(ref) === waiting) requests.delete(ref);
        if (isRetired && requests.size === 0) end(RETIRED);
      };
    });
  }

  function send(text: string): void {
    try {
      socket?.send(text);
    } catch (error) {
      // Not from within the caller, which has yet to say what it waits for.
      queueMicrotask(() => fail('send_failed', String(error), error));
    }
  }

  function request(command: Command): Promise<AnswerFrame> {
    return exchange(command, settings.answerTimeoutMs, (waiting) => {
      probe ??= ping(settings.pongTimeoutMs).finally(() => {
        probe = undefined;
      });
      // An answer that comes while the probe is out is still good.
      probe.then(
        () => waiting.reject(new Unanswered(`No answer to ${command.type}`)),
        () => undefined,
      );
    });
  }

  /** Any answer will do: it shows that frames come and go. @throws ConnectionLost */
  async function ping(milliseconds: number): Promise<void> {
    try {
      await exchange({ type: 'ping' }, milliseconds, () => fail('no_answer', 'The server does not answer'));
    } catch (error) {
      if (!(error instanceof ChatRequestError)) throw error;
    }
  }

  function receive(known: KnownFrame): void {
    const waiting = known.kind === 'answer' ? requests.get(known.frame.ref) : undefined;
    if (known.kind === 'probe') send(JSON.stringify({ type: 'here' }));
    else if (known.kind === 'closing') end(lossOfClosing(known.frame));
    else if (!waiting || known.kind !== 'answer') listener.onFrame(known);
    else if (known.frame.type === 'error') waiting.reject(toError(known.frame));
    else waiting.resolve(known.frame);
  }

  const opened = lifetime.wait<void>((waiting) => {
    const cancel = startTimer(timers, settings.openTimeoutMs, () =>
      fail('no_answer', 'The socket does not open'),
    );
    debug(`socket opens: ${settings.url}`);
    try {
      socket = settings.openSocket(settings.url, [SUBPROTOCOL_V2], token);
      socket.onopen = () => {
        if (lifetime.lost) return;
        isOpen = true;
        openedAt = socket?.openedAt ?? timers.now();
        if (socket?.protocol === SUBPROTOCOL_V2) waiting.resolve();
        else end(NO_V2);
      };
      socket.onmessage = ({ data }: { readonly data: unknown }) => {
        const known = lifetime.lost ? undefined : readFrame(data);
        if (!known) return;
        heardAt = timers.now();
        debug(`< ${describeFrame(known)}`);
        receive(known);
      };
      // Node says here what was wrong with a handshake. Browsers don't.
      socket.onerror = (event: { readonly message?: string; readonly error?: unknown }) => {
        complaint = String(event?.message || (event?.error ?? ''));
      };
      socket.onclose = (event: { readonly code?: number; readonly reason?: string }) => {
        const why = event?.reason || complaint;
        const number = `(${event?.code ?? 1006})`;
        if (isOpen) fail('socket_closed', why || `The socket closed ${number}`);
        else fail('socket_failed', `The socket did not open: ${why || `${NOT_TOLD} ${number}`}`);
      };
    } catch (error) {
      queueMicrotask(() => fail('socket_failed', String(error), error));
    }
    return cancel;
  });
  opened.catch(() => undefined);

  return {
    get lost() {
      return lifetime.lost;
    },
    opened,
    request,
    wait: lifetime.wait,
    get openedAt() {
      return openedAt;
    },
    get heardAt() {
      return heardAt;
    },
    probe(milliseconds) {
      briefProbe ??= ping(milliseconds).finally(() => {
        briefProbe = undefined;
      });
      return briefProbe;
    },
    sleep: (milliseconds) =>
      lifetime.wait<void>((waiting) => startTimer(timers, milliseconds, () => waiting.resolve())),
    end,
    retire() {
      isRetired = true;
      if (requests.size === 0) end(RETIRED);
      else lifetime.atEnd(startTimer(timers, settings.answerTimeoutMs, () => end(RETIRED)));
    },
  };
}

const NOT_TOLD = 'the platform does not say why';

const describeFrame = ({ frame }: KnownFrame) => `${frame.type} ${'ref' in frame ? frame.ref : ''}`;

const RETIRED: Loss = { code: 'retired', reason: 'Another socket took over', reconnect: 'later' };

const NO_V2: Loss = {
  code: 'unsupported_protocol',
  reason: `The server does not speak ${SUBPROTOCOL_V2}`,
  reconnect: 'never',
};

/** What the server says before it closes. */
function lossOfClosing({ code, error, reconnect, retry_after_ms }: ClosingFrame): Loss {
  const why = { code, reason: error, ...(typeof retry_after_ms === 'number' && { afterMs: retry_after_ms }) };
  if (reconnect === false) return { ...why, reconnect: 'never' };
  return { ...why, reconnect: why.afterMs === undefined ? 'at once' : 'later' };
}

/** What an error frame says. */
function toError(frame: RefAnswer & { readonly type: 'error' }): ChatRequestError {
  const { code, error, retryable, retry_after_ms } = frame;
  return new ChatRequestError(code, String(error ?? code), {
    isRetryable: retryable === true,
    retryAfterMs: typeof retry_after_ms === 'number' ? retry_after_ms : undefined,
  });
}

function closeQuietly(socket: SocketLike): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  // The listener for errors stays: in Node, closing a socket that is still opening is one.
  try {
    socket.close(1000);
  } catch {
    // It had nothing left to close.
  }
}
