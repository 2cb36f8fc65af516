import { createHash, timingSafeEqual } from 'node:crypto';

/** Which handshakes are let in at all, token or not. */
export interface HandshakeRules {
  /** CloudFront sends the first with each request; the others were sent before it. Empty: nobody has to. */
  readonly originSecrets: readonly string[];
  /** Where pages may come from that open a socket. Empty: from anywhere. */
  readonly allowedOrigins: readonly string[];
}

/** @returns which check failed; undefined when the handshake may go on. @param find gives a header by its name in lower case */
export function checkHandshake(
  find: (name: string) => string | undefined,
  { originSecrets, allowedOrigins }: HandshakeRules,
): string | undefined {
  const secret = find('x-origin-secret') ?? '';
  if (originSecrets.length > 0 && !originSecrets.some((one) => isSame(one, secret))) {
    return 'it did not come by way of CloudFront';
  }
  // Only browsers send an origin, and only they are misled by a stranger's page: whoever sends none may come in.
  const origin = find('origin');
  if (allowedOrigins.length > 0 && origin !== undefined && !allowedOrigins.includes(origin)) return 'origin';
  return undefined;
}

/** In a time that doesn't tell where they differ. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash('sha256').update(text).digest();
