import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What CloudFront compresses. Source: developer guide, "File types that CloudFront compresses", and below it the sizes. */
const COMPRESSED =
  /^(text\/|font\/|application\/(json|javascript|xml|wasm|manifest\+json|.*\+xml|.*\+json)|image\/(svg\+xml|vnd\.microsoft\.icon))/;
const LEAST_BYTES = 1_000;
const MOST_BYTES = 10_000_000;
/** The best there is takes a second for a large script; this is CloudFront's kind of haste. */
const BROTLI_QUALITY = 5;

/**
 * The content as a viewer is sent it.
 * @param acceptEncoding what the viewer understands, as in the header
 * @returns undefined where it is sent as it is
 */
export async function compress(
  content: Buffer,
  contentType: string,
  acceptEncoding: string,
): Promise<{ readonly encoding: 'br' | 'gzip'; readonly content: Buffer } | undefined> {
  const accepted = readEncodings(acceptEncoding);
  const fits = content.length >= LEAST_BYTES && content.length <= MOST_BYTES;
  if (!fits || !COMPRESSED.test(contentType)) return undefined;
  if (accepted.has('br')) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    return { encoding: 'br', content: await promisify(brotliCompress)(content, { params }) };
  }
  return accepted.has('gzip') ? { encoding: 'gzip', content: await promisify(gzip)(content) } : undefined;
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
