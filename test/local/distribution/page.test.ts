import { mkdir, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningStack } from '../../../local/running-stack.ts';
import { startStack } from '../../../local/start-stack.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import { describeSmallApi, type TemplateResources, writeAssembly } from '../fixtures/write-assembly.ts';

const SCRIPT = `console.log(${JSON.stringify('long enough to be worth compressing '.repeat(50))});`;
const HTML = '<!doctype html><script type="module" src="/assets/a-1.js"></script>';
const NOT_FOUND = '<!doctype html>Not here';

let temporary: TemporaryDirectory;
let running: RunningStack;

const copy = (properties: Record<string, unknown>) => ({
  Type: 'Custom::CDKBucketDeployment',
  Properties: { DestinationBucketName: { Ref: 'Pages' }, Prune: false, ...properties },
});

/** A page before the API, as CDK writes it. */
const page: TemplateResources = {
  Users: { Type: 'AWS::Cognito::UserPool' },
  Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
  Pages: { Type: 'AWS::S3::Bucket' },
  PagesPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Pages' },
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:ListBucket'],
            Principal: { Service: 'cloudfront.amazonaws.com' },
          },
        ],
      },
    },
  },
  Assets: copy({
    SourceObjectKeys: ['page.zip'],
    Exclude: ['*'],
    Include: ['assets/*'],
    SystemMetadata: { 'cache-control': 'max-age=31536000, immutable', sse: 'AES256' },
  }),
  Files: copy({
    SourceObjectKeys: ['page.zip', 'settings.zip'],
    SourceMarkers: [
      {},
      {
        '<<0>>': { 'Fn::GetAtt': ['Users', 'ProviderURL'] },
        '<<1>>': { Ref: 'Client' },
        '<<2>>': 'say "hi"',
      },
    ],
    SourceMarkersConfig: [{}, { jsonEscape: true }],
    Exclude: ['assets/*'],
    SystemMetadata: { 'cache-control': 'no-cache' },
  }),
  Headers: {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: {
              'Fn::Join': [
                '',
                ["connect-src 'self' https://cognito-idp.", { Ref: 'AWS::Region' }, '.amazonaws.com'],
              ],
            },
            Override: true,
          },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
        },
        CustomHeadersConfig: {
          Items: [
            { Header: 'X-Mine', Value: 'yes', Override: true },
            { Header: 'Cache-Control', Value: 'no-store', Override: false },
          ],
        },
      },
    },
  },
  Front: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        Origins: [{ Id: 'pages', DomainName: { 'Fn::GetAtt': ['Pages', 'RegionalDomainName'] } }],
        DefaultCacheBehavior: {
          TargetOriginId: 'pages',
          Compress: true,
          ResponseHeadersPolicyId: { Ref: 'Headers' },
        },
        CacheBehaviors: [{ PathPattern: '/plain/*', TargetOriginId: 'pages' }],
        CustomErrorResponses: [
          { ErrorCode: 404, ResponsePagePath: '/missing.html', ResponseCode: 404 },
          { ErrorCode: 500, ErrorCachingMinTTL: 0 },
        ],
      },
    },
  },
};

beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
  const files: Record<string, string> = {
    'asset.page/index.html': HTML,
    'asset.page/missing.html': NOT_FOUND,
    'asset.page/assets/a-1.js': SCRIPT,
    'asset.page/plain/long.txt': 'long '.repeat(1_000),
    'asset.page/a b.txt': 'with a space',
    'asset.page/untouched.txt': '',
    'asset.settings/settings.json':
      '{"issuer":"<<0>>","metadataUrl":"<<0>>/.well-known/openid-configuration","client":"<<1>>","text":"<<2>>"}',
    'secret.txt': 'nobody’s',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(temporary.path, path, '..'), { recursive: true });
    await writeFile(join(temporary.path, path), content);
  }
  const assets = { 'page.zip': 'asset.page', 'settings.zip': 'asset.settings' };
  const assembly = await writeAssembly(temporary.path, { ...describeSmallApi(), ...page }, {}, assets);
  running = await startStack({ assembly });
}, 300_000);
afterAll(async () => {
  await running?.stop();
  await temporary.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks for a path as it stands: `fetch` would tidy it up, and unpack the answer. */
function ask(path: string, headers: Record<string, string> = {}, more: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: running.port, path, headers, ...more }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject).end();
  });
}

describe('a page before the API', () => {
  test('is what the run says is ready', () => {
    expect(running.pageUrl).toBe(`http://127.0.0.1:${running.port}/`);
    expect(running.ignored).toEqual([]);
  });

  test('shows its root object, with the type, length and headers that its deployment gave it', async () => {
    for (const path of ['/', '/index.html', '/?view=1']) {
      const { status, headers, body } = await ask(path);
      expect([status, body.toString()]).toEqual([200, HTML]);
      expect(headers).toMatchObject({
        'content-type': 'text/html',
        'content-length': String(HTML.length),
        'cache-control': 'no-cache',
        etag: expect.stringMatching(/^"\w{32}"$/),
      });
      expect(headers).not.toHaveProperty('sse');
    }
  });

  test('has the headers of its policy, also where it answers that there is nothing', async () => {
    for (const path of ['/', '/nothing']) {
      expect((await ask(path)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'strict-transport-security': 'max-age=60; includeSubDomains',
        'x-mine': 'yes',
        'cache-control': 'no-cache',
      });
    }
    expect((await ask('/plain/long.txt')).headers).not.toHaveProperty('x-mine');
  });

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate, br;q=0', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
  ])('comes compressed to whoever accepts %s', async (accepted, encoding, decompress) => {
    const { headers, body } = await ask('/assets/a-1.js', { 'accept-encoding': accepted });
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/javascript',
      'content-length': String(body.length),
      'cache-control': 'max-age=31536000, immutable',
      vary: 'accept-encoding',
      etag: expect.stringMatching(/^W\//),
    });
    expect(decompress(body).toString()).toBe(SCRIPT);
  });

  test.each([
    ['/assets/a-1.js', 'identity, deflate', 'nobody asked'],
    ['/index.html', 'br, gzip', 'it is short'],
    ['/plain/long.txt', 'br, gzip', 'its behaviour doesn’t compress'],
  ])('comes as it is: %s to %j, because %s', async (path, accepted) => {
    const { headers, body } = await ask(path, { 'accept-encoding': accepted });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(String(body.length)).toBe(headers['content-length']);
  });

  test('isn’t sent again to who has it, compressed or not', async () => {
    for (const accepted of ['br', 'identity']) {
      const first = await ask('/assets/a-1.js', { 'accept-encoding': accepted });
      const again = await ask('/assets/a-1.js', {
        'accept-encoding': accepted,
        'if-none-match': `"other", ${first.headers.etag}`,
      });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, first.headers.etag]);
      expect(again.headers).toMatchObject({ 'x-mine': 'yes' });
      expect((await ask('/assets/a-1.js', { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  test('says to HEAD what it says to GET, without the body', async () => {
    const [head, get] = [await ask('/', {}, { method: 'HEAD' }), await ask('/')];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s, as CloudFront does', async (method) => {
    expect((await ask('/', {}, { method })).status).toBe(403);
  });

  test.each([
    '/nothing',
    '/assets/',
    '/assets',
    '/INDEX.HTML',
    '/index.html/',
    '//index.html',
    '/../secret.txt',
    '/assets/../index.html',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/a-1.js',
  ])('answers %s by its page for what is missing, with 404', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body.toString()]).toEqual([404, NOT_FOUND]);
  });

  test('knows keys by their encoded names, and answers 400 to what is none', async () => {
    expect((await ask('/a%20b.txt')).body.toString()).toBe('with a space');
    expect((await ask('/%zz')).status).toBe(400);
  });

  test.each(['127.0.0.1', 'localhost'])(
    'is told by its settings, opened at %s, addresses under that name; an issuer’s name stays',
    async (name) => {
      const host = `${name}:${running.port}`;
      const { headers, body } = await ask('/settings.json', { host });
      const settings = JSON.parse(body.toString());
      expect(settings).toEqual({
        issuer: expect.stringMatching(/^https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_\w{9}$/),
        metadataUrl: expect.stringMatching(
          new RegExp(`^http://${host}/eu-west-1_\\w{9}/.well-known/openid-configuration$`),
        ),
        client: expect.stringMatching(/^\w{26}$/),
        text: 'say "hi"',
      });
      expect(headers['content-type']).toBe('application/json');
      const document = await ask(new URL(settings.metadataUrl).pathname, { host });
      expect(JSON.parse(document.body.toString()).issuer).toBe(settings.issuer);
    },
  );

  test('may connect to this machine, by either name, where it may to the pool’s host on AWS', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toBe(
      `connect-src 'self' http://127.0.0.1:${running.port} http://localhost:${running.port}`,
    );
  });

  test('has no addresses replaced in files that no value was written into', async () => {
    const { issuer } = JSON.parse((await ask('/settings.json')).body.toString());
    const text = `<<0>> ${issuer}/.well-known/jwks.json`;
    await writeFile(join(temporary.path, 'asset.page', 'untouched.txt'), text);
    expect((await ask('/untouched.txt')).body.toString()).toBe(text);
  });

  test('leaves the run’s own paths and the stage alone, and is for this machine alone', async () => {
    expect((await ask('/health')).body.toString()).toBe('{"status":"ready"}');
    expect((await ask('/_local/token')).status).toBe(405);
    expect((await ask('/', { host: 'elsewhere.example' })).status).toBe(403);
  });
});
