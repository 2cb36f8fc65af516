import type { SocketLike } from '../platform/socket.ts';
import type { FromTab, WorkerPort } from './port.ts';
import { type Member, type SharedConnection, shareConnection } from './shared-connection.ts';

export interface SharedConnectionsPorts {
  /** May throw. */
  openSocket(url: string, protocols: string[]): SocketLike;
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back later. @param ms milliseconds */
  after(ms: number, then: () => void): void;
  /** @returns when the tab is gone */
  whenGone(tab: string): Promise<unknown>;
}

/** The connections that tabs share: one for each user and address. */
export interface SharedConnections {
  /** Serves a tab's socket, whose first message says what to open. */
  serve(port: WorkerPort): void;
}

export function createSharedConnections(ports: SharedConnectionsPorts): SharedConnections {
  /** By what is opened, and for whom, the newest. */
  const newest = new Map<string, SharedConnection>();
  /** What ends when a tab is gone. */
  const leaving = new Map<string, Set<() => void>>();

  /**
   * A tab that opens another socket has no use for the connection it had: it is dead, or about to end. So it gets a newer
   * one, and the others follow when they find the same.
   */
  function find({ url, protocols, owner, tab }: Extract<FromTab, { kind: 'open' }>): SharedConnection {
    const key = JSON.stringify([url, protocols, owner]);
    const known = newest.get(key);
    if (known && !known.hadTab(tab)) return known;
    const made = shareConnection({
      open: () => ports.openSocket(url, protocols),
      now: ports.now,
      after: ports.after,
      onOver() {
        if (newest.get(key) === made) newest.delete(key);
      },
    });
    newest.set(key, made);
    return made;
  }

  /** @returns those of a tab that leave when it is gone */
  function leavingWith(tab: string): Set<() => void> {
    const known = leaving.get(tab);
    if (known) return known;
    const made = new Set<() => void>();
    leaving.set(tab, made);
    void ports.whenGone(tab).then(() => {
      leaving.delete(tab);
      for (const leave of made) leave();
    });
    return made;
  }

  function open(port: WorkerPort, request: Extract<FromTab, { kind: 'open' }>): void {
    const connection = find(request);
    const ofTab = leavingWith(request.tab);
    const leave = () => {
      ofTab.delete(leave);
      connection.leave(member);
    };
    const member: Member = {
      tab: request.tab,
      tell(message) {
        port.postMessage(message);
        if (message.kind === 'close') ofTab.delete(leave);
      },
    };
    ofTab.add(leave);
    port.onmessage = ({ data }) => {
      if (data.kind === 'send') connection.send(member, data.text);
      else leave();
    };
    connection.join(member);
  }

  return {
    serve(port) {
      port.onmessage = ({ data }) => {
        if (data.kind === 'open') open(port, data);
      };
    },
  };
}
