import type { Scheduler } from '../simulation/scheduler.ts';

/** What the client's end of a socket is told. */
export interface ClientEnd {
  onOpen(): void;
  onFrame(text: string): void;
  /** @param code of RFC 6455; 1006 when there was no closing frame */
  onClosed(code: number): void;
}

/** The network between a device and API Gateway, as one socket goes through it. */
export interface Wire {
  /** Milliseconds that something takes that is sent now. */
  latency(): number;
  /** Has something arrive: now, or when the wire is free again that nothing comes through at present. */
  pass(arrive: () => void): void;
}

/** One direction of a socket: what is sent arrives in its order, or never. */
export interface Lane {
  send(arrive: () => void): void;
  /** Nothing arrives any more, nor what is on its way. */
  cut(): void;
}

export function createLane(scheduler: Scheduler, wire: Wire): Lane {
  let lastArrival = 0;
  let isCut = false;

  function deliver(time: number, arrive: () => void): void {
    lastArrival = Math.max(lastArrival, time);
    scheduler.at(lastArrival, () => {
      wire.pass(() => {
        if (!isCut) arrive();
      });
    });
  }

  return {
    send(arrive) {
      if (!isCut) deliver(scheduler.now() + wire.latency(), arrive);
    },
    cut() {
      isCut = true;
    },
  };
}
