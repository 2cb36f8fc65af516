interface Chance {
  readonly crypto?: {
    randomUUID?(): string;
    getRandomValues?(bytes: Uint8Array): Uint8Array;
  };
}

/**
 * A UUID. On a page without TLS, where browsers make none, as many random digits; without any `crypto`, as in React
 * Native, by `Math.random`: a `ref` has to be different from its user's others, and is no secret.
 */
export function makeRef(): string {
  const { crypto } = globalThis as Chance;
  if (crypto?.randomUUID) return crypto.randomUUID();
  const bytes = new Uint8Array(16);
  if (crypto?.getRandomValues) crypto.getRandomValues(bytes);
  else for (const place of bytes.keys()) bytes[place] = Math.floor(Math.random() * 256);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
