import type { Refusal } from './socket.ts';

/** Errors that a test has asked for, until their commands come. */
export interface Refusals {
  add(user: string, type: string, refusal: Refusal): void;
  /** @returns the frame that answers this one; undefined when nothing was asked for */
  take(user: string, text: string): string | undefined;
}

export function createRefusals(): Refusals {
  const asked: { readonly user: string; readonly type: string; readonly refusal: Refusal }[] = [];
  return {
    add: (user, type, refusal) => void asked.push({ user, type, refusal }),
    take(user, text) {
      const { type, ref } = JSON.parse(text) as { readonly type?: string; readonly ref?: string };
      const place = asked.findIndex((one) => one.user === user && one.type === type);
      const [found] = place < 0 ? [] : asked.splice(place, 1);
      if (!found) return undefined;
      const { code, message, retryable = false } = found.refusal;
      return JSON.stringify({ type: 'error', ref, code, error: message, retryable });
    },
  };
}
