import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What CloudFront compresses. Source: developer guide, "File types that CloudFront compresses", and below it the sizes. */
const COMPRESSED =
  /^(text\/|font\/|application\/(json|javascript|xml|wasm|manifest\+json|.*\+xml|.*\+json)|image\/(svg\+xml|vnd\.microsoft\.icon))/;
const LEAST_BYTES = 1_000;
const MOST_BYTES = 10_000_000;
/** The best there is takes a second for a large script; this is CloudFront's kind of haste. */
const BROTLI_QUALITY = 5;

export type Encoding = 'br' | 'gzip';

/**
 * How a viewer is sent a file of so many bytes.
 * @param acceptEncoding what the viewer understands, as in the header
 * @returns undefined where it is sent as it is
 */
export function chooseEncoding(
  bytes: number,
  contentType: string,
  acceptEncoding: string,
): Encoding | undefined {
  if (bytes < LEAST_BYTES || bytes > MOST_BYTES || !COMPRESSED.test(contentType)) return undefined;
  const accepted = readEncodings(acceptEncoding);
  return (['br', 'gzip'] as const).find((encoding) => accepted.has(encoding));
}

export function encode(content: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(content);
  return promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  });
}

/** Those that aren't refused by `q=0` (RFC 9110, section 12.5.3). */
function readEncodings(header: string): ReadonlySet<string> {
  const named = header.split(',').map((one) =>
    one
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  return new Set(named.filter(([, weight = '']) => !/^q=0(\.0*)?$/.test(weight)).map(([name = '']) => name));
}
