import { createHash } from 'node:crypto';
import type { Bucket, BucketFile } from '../bucket/bucket.ts';
import { contentTypeOf } from '../bucket/content-type.ts';
import { readBucketFile } from '../bucket/read-bucket-file.ts';
import { chooseEncoding, encode } from './compress.ts';
import type { BehaviorDefinition, DistributionDefinition } from './distribution-definition.ts';
import { applyHeadersPolicy } from './headers-policy.ts';
import type { ViewerRequest, ViewerResponse } from './viewer-request.ts';

export interface FileOrigin {
  readonly definition: DistributionDefinition;
  readonly behavior: BehaviorDefinition;
  readonly bucket: Bucket;
  /** Applied to what a deployment has written values into. */
  readonly localize: (text: string) => string;
}

/** Answers as CloudFront does that has a bucket behind it. */
export async function answerFromBucket(request: ViewerRequest, origin: FileOrigin): Promise<ViewerResponse> {
  const { definition, behavior } = origin;
  // Not for this path, whatever the bucket (developer guide, "HTTP 403 status code").
  const answered = ['GET', 'HEAD'].includes(request.method)
    ? await answerPath(request.uri, request, origin)
    : { statusCode: 403 };
  const page = definition.errorPages.get(answered.statusCode);
  const shown = page && (await answerPath(page.path, request, origin));
  const response = shown?.statusCode === 200 ? { ...shown, statusCode: page?.status ?? 200 } : answered;
  return { ...response, headers: applyHeadersPolicy(response.headers ?? {}, behavior.responseHeaders) };
}

async function answerPath(uri: string, request: ViewerRequest, origin: FileOrigin): Promise<ViewerResponse> {
  const { bucket, definition } = origin;
  const key = uri === '/' ? definition.defaultRootObject : readKey(uri, origin.behavior.originPath);
  if (key === undefined) return { statusCode: 400 };
  const file = bucket.files.get(key);
  return file ? answerFile(key, file, request, origin) : { statusCode: bucket.missingStatus };
}

/** The key that a path names, or nothing where it isn't encoded as a URL is. */
function readKey(uri: string, originPath: string): string | undefined {
  try {
    return decodeURIComponent(`${originPath}${uri}`).slice(1);
  } catch {
    return undefined;
  }
}

async function answerFile(
  key: string,
  file: BucketFile,
  { headers: sent }: ViewerRequest,
  { behavior, localize }: FileOrigin,
): Promise<ViewerResponse> {
  const stored = await readBucketFile(file, localize);
  const contentType = file.headers['content-type'] ?? contentTypeOf(key);
  const isStoredEncoded = file.headers['content-encoding'] !== undefined;
  const encoding =
    behavior.compresses && !isStoredEncoded
      ? chooseEncoding(stored.length, contentType, sent['accept-encoding']?.value ?? '')
      : undefined;
  const tag = `"${createHash('md5').update(stored).digest('hex')}"`;
  const headers = {
    ...file.headers,
    // Weak, where the bytes that are sent are others than those that are stored (developer guide, "Serve compressed files").
    etag: encoding ? `W/${tag}` : tag,
    ...(behavior.compresses && { vary: 'accept-encoding' }),
  };
  if (isKnown(tag, sent['if-none-match']?.value)) return { statusCode: 304, headers: toValues(headers) };
  const body = encoding ? await encode(stored, encoding) : stored;
  return {
    statusCode: 200,
    headers: toValues({
      ...headers,
      'content-type': contentType,
      'content-length': String(body.length),
      ...(encoding && { 'content-encoding': encoding }),
    }),
    body,
  };
}

/** Whether the viewer has it already (RFC 9110, section 13.1.2: weak or strong is the same here). */
function isKnown(tag: string, ifNoneMatch = ''): boolean {
  const known = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

const toValues = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
