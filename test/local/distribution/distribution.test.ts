import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDistribution, type Distribution } from '../../../local/distribution/distribution.ts';
import type {
  BehaviorDefinition,
  DistributionDefinition,
} from '../../../local/distribution/distribution-definition.ts';
import type { ViewerResponse } from '../../../local/distribution/viewer-request.ts';
import type { LogEntry } from '../../../local/log.ts';

let server: Server;
let distribution: Distribution;
let seen: { request: IncomingMessage; refusal: ViewerResponse | undefined };
const logged: LogEntry[] = [];

beforeEach(async () => {
  logged.length = 0;
  server = createServer(async (request, response) => {
    seen = { request, refusal: await distribution.rewrite(request) };
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function make(code?: string): Distribution {
  return create([
    {
      pathPattern: '/ws/*',
      isDefault: false,
      originPath: '/live',
      isApiOrigin: true,
      compresses: false,
      originHeaders: { 'X-Origin': 'mine' },
      ...(code === undefined ? {} : { viewerRequest: { logicalId: 'Rewrite', code } }),
    },
    { pathPattern: '*', isDefault: true, originPath: '', isApiOrigin: false, compresses: false },
  ]);
}

function create(
  behaviors: readonly BehaviorDefinition[],
  errorPages: DistributionDefinition['errorPages'] = new Map(),
): Distribution {
  const definition = {
    logicalId: 'Front',
    distributionId: 'E1',
    domainName: 'd1.cloudfront.net',
    aliases: [],
    behaviors,
    errorPages,
  };
  return createDistribution(definition, {
    log: (entry) => logged.push(entry),
    randomId: () => 'request-1',
    localizeFor: () => (text) => text,
    localizePolicy: (policy) => policy,
  });
}

/** Sends a request through the distribution; what came of it is in `seen`. */
async function send(path: string, headers: Record<string, string> = {}): Promise<void> {
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).text();
}

/** What the function is given, told by a response that it makes of it. */
async function describeEvent(path: string, headers: Record<string, string> = {}) {
  distribution = make('function handler(event) { return { statusCode: 200, body: JSON.stringify(event) }; }');
  await send(path, headers);
  return JSON.parse(String(seen.refusal?.body));
}

describe("an origin's own headers", () => {
  test.each([
    ['without a function', undefined],
    ['behind a function', 'function handler(event) { return event.request; }'],
  ])('go along, in the place of the viewer’s: %s', async (_, code) => {
    distribution = make(code);
    await send('/ws/x', { 'x-origin': 'theirs', 'X-Other': 'stays' });
    expect(seen.request.headers).toMatchObject({ 'x-origin': 'mine', 'x-other': 'stays' });
    const raw = seen.request.rawHeaders.filter((_name, index, all) =>
      /^x-origin$/i.test(all[index - 1] ?? ''),
    );
    expect(raw).toEqual(['mine']);
  });
});

describe("a function's event", () => {
  test('has the shape of version 1.0', async () => {
    expect(await describeEvent('/ws/lobby?a=1')).toMatchObject({
      version: '1.0',
      context: {
        distributionDomainName: 'd1.cloudfront.net',
        distributionId: 'E1',
        eventType: 'viewer-request',
        requestId: 'request-1',
      },
      viewer: { ip: '127.0.0.1' },
      request: { method: 'GET', uri: '/ws/lobby', querystring: { a: { value: '1' } } },
    });
  });

  test('has headers in lower case, and cookies apart from them', async () => {
    const { request } = await describeEvent('/ws/x', { 'X-Token': 'T', Cookie: 'a=1; b=2=3' });
    expect(request.headers['x-token']).toEqual({ value: 'T' });
    expect(request.headers).not.toHaveProperty('cookie');
    expect(request.cookies).toEqual({ a: { value: '1' }, b: { value: '2=3' } });
  });

  test('leaves values encoded, and lists those that are repeated', async () => {
    const { request } = await describeEvent('/ws/a%20b?q=x%20y&q=z&empty');
    expect(request.uri).toBe('/ws/a%20b');
    expect(request.querystring).toEqual({
      q: { value: 'z', multiValue: [{ value: 'x%20y' }, { value: 'z' }] },
      empty: { value: '' },
    });
  });
});

describe('a request', () => {
  test('goes on as the function says, below the origin path', async () => {
    distribution = make(`async function handler(event) {
      const request = event.request;
      request.querystring.room = { value: request.uri.split('/')[2] };
      request.uri = '/';
      return request;
    }`);
    await send('/ws/lobby?a=1&a=2');
    expect(seen).toMatchObject({ refusal: undefined, request: { url: '/live/?a=1&a=2&room=lobby' } });
  });

  test('carries the headers that the function returned', async () => {
    distribution = make(`function handler(event) {
      const request = event.request;
      delete request.headers['x-old'];
      request.headers['x-new'] = { value: 'n' };
      return request;
    }`);
    await send('/ws/x', { 'X-Old': 'o', 'X-Kept': 'k', Cookie: 'a=1' });
    const { headers, rawHeaders } = seen.request;
    expect(headers).toMatchObject({ 'x-new': 'n', 'x-kept': 'k', cookie: 'a=1' });
    expect(headers).not.toHaveProperty('x-old');
    expect(rawHeaders).toContain('x-new');
  });

  test('without a function goes on below the origin path', async () => {
    distribution = make();
    await send('/ws/x?a=1');
    expect(seen).toMatchObject({ refusal: undefined, request: { url: '/live/ws/x?a=1' } });
  });

  test('for another origin than the API is not found', async () => {
    distribution = make();
    await send('/index.html');
    expect(seen.refusal).toMatchObject({ statusCode: 404 });
    expect(distribution.claims('/index.html')).toBe(false);
    expect(distribution.claims('/ws/x')).toBe(true);
  });
});

describe('a bucket behind a function', () => {
  const file = { path: fileURLToPath(import.meta.url), markers: new Map(), headers: {} };

  function makeBucket(code: string, missingStatus: 403 | 404 = 404): Distribution {
    const behavior = {
      pathPattern: '*',
      isDefault: true,
      originPath: '/v2',
      isApiOrigin: false,
      compresses: false,
      bucket: { files: new Map([['v2/app.html', file]]), missingStatus },
      viewerRequest: { logicalId: 'Rewrite', code },
    };
    return create([behavior], new Map([[403, { path: '/app.html', status: 200 }]]));
  }

  test('gives the file that the function names, below the origin path', async () => {
    distribution = makeBucket(
      'function handler(event) { event.request.uri = "/app.html"; return event.request; }',
    );
    await send('/whatever');
    expect(seen.refusal).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': { value: 'text/html' } },
    });
  });

  test('isn’t asked when the function answers', async () => {
    distribution = makeBucket('function handler() { return { statusCode: 301 }; }');
    await send('/app.html');
    expect(seen.refusal).toEqual({ statusCode: 301 });
  });

  test('that may not be listed answers 403 of what is missing, which may have a page and status of its own', async () => {
    const pass = 'function handler(event) { return event.request; }';
    distribution = makeBucket(pass, 403);
    await send('/a/view');
    expect(seen.refusal).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': { value: 'text/html' } },
    });
    distribution = makeBucket(pass, 404);
    await send('/a/view');
    expect(seen.refusal).toMatchObject({ statusCode: 404 });
  });

  test('whose file has gone since the start is answered 502, and logged', async () => {
    const gone = { ...file, path: `${file.path}.gone` };
    const bucket = { files: new Map([['a.txt', gone]]), missingStatus: 404 as const };
    const behavior = {
      pathPattern: '*',
      isDefault: true,
      originPath: '',
      isApiOrigin: false,
      compresses: false,
      bucket,
    };
    distribution = create([behavior]);
    await send('/a.txt');
    expect(seen.refusal).toEqual({ statusCode: 502 });
    expect(logged).toEqual([{ source: 'Front', level: 'error', text: expect.stringContaining('ENOENT') }]);
  });
});

describe('a function that fails', () => {
  test.each([
    ['by throwing', 'function handler() { throw new Error("oops"); }', /oops/],
    ['by requiring what is not there', 'function handler() { return require("fs"); }', /can't require "fs"/],
    ['by running on', 'function handler() { for (;;); }', /timed out/],
  ])('%s is answered 503, and logged', async (_name, code, text) => {
    distribution = make(code);
    await send('/ws/x');
    expect(seen.refusal).toMatchObject({ statusCode: 503 });
    expect(logged).toEqual([{ source: 'Rewrite', level: 'error', text: expect.stringMatching(text) }]);
  });

  test('to compile is an error of the start that names it', () => {
    expect(() => make('function handler( {')).toThrow(/"Rewrite" can't be run/);
  });
});
