import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Rule } from './rule.ts';
import type { Call, Strike } from './strikes.mjs';

/** Time, so that tests can make it pass. */
export interface Clock {
  /** Milliseconds, with fractions, since any moment. */
  now(): number;
  /** Must not keep the process running. */
  setTimer(callback: () => void, ms: number): unknown;
}

export const realClock: Clock;

/** Calls `then` not before `due`, at once when that has passed. */
export function waitUntil(clock: Clock, due: number, then: () => void): void;

export interface InterposeOptions {
  /** Until an answer, in milliseconds from the request's arrival. */
  readonly latencyMs: number;
  readonly strike: Strike;
  /** Writes a throttle's, an error's or a gone connection's answer in the service's own form. */
  readonly answerFault: (response: ServerResponse, rule: Rule, call: Call) => void;
  readonly clock: Clock;
}

/** Lets a call pass, to be answered when it is due, or fails it. */
export type Interpose = (
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
  pass: (response: ServerResponse, due: number) => void,
) => void;

export function createInterpose(options: InterposeOptions): Interpose;

/** Keeps an answer until it is due; the same response. For a service that answers by one `end`. */
export function holdAnswer(clock: Clock, response: ServerResponse, due: number): ServerResponse;

/** Who signed a request, if anybody did. */
export function readAccessKeyId(authorization: string | undefined): string | undefined;
