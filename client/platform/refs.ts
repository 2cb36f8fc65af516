interface Chance {
  readonly crypto?: { randomUUID?(): string };
}

/**
 * A UUID. Where there is none, on a page without TLS and in React Native, 32 hexadecimal digits by `Math.random`: a `ref`
 * has to be different from its user's others, and is no secret.
 */
export function makeRef(): string {
  const { crypto } = globalThis as Chance;
  if (crypto?.randomUUID) return crypto.randomUUID();
  return Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
}
