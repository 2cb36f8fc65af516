import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';

interface Request {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Record<string, unknown>;
  readonly headers: Record<string, { value: string }>;
  readonly cookies: Record<string, unknown>;
}

type Answer = Request | { readonly statusCode: number; readonly statusDescription: string };

const source = readFileSync(new URL('../../../lib/front-door/room-path.js', import.meta.url), 'utf8');

/**
 * Runs the function as CloudFront does: alone, with nothing but the language around it.
 * (CloudFront developer guide, "CloudFront Functions event structure".)
 */
function run(uri: string, querystring: Request['querystring'] = {}, more: Request['headers'] = {}): Answer {
  const request: Request = {
    method: 'GET',
    uri,
    querystring,
    headers: { host: { value: 'd111111abcdef8.cloudfront.net' }, upgrade: { value: 'websocket' }, ...more },
    cookies: {},
  };
  const event = {
    version: '1.0',
    context: {
      distributionDomainName: 'd111111abcdef8.cloudfront.net',
      distributionId: 'EDFDVBD6EXAMPLE',
      eventType: 'viewer-request',
      requestId: 'EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==',
    },
    viewer: { ip: '198.51.100.11' },
    request,
  };
  const scope = createContext(
    { json: JSON.stringify(event) },
    { codeGeneration: { strings: false, wasm: false } },
  );
  return JSON.parse(runInContext(`${source}\nJSON.stringify(handler(JSON.parse(json)))`, scope));
}

describe('the function at the edge', () => {
  test.each(['/ws/chat/lobby/', '/ws/chat/lobby'])('leads %s to the stage and keeps the room', (uri) => {
    expect(run(uri)).toMatchObject({ uri: '/', querystring: { room: { value: 'lobby' } } });
  });

  test.each(['a', 'caf%C3%A9', 'a%2Fb', 'x.y-z_1', 'ws'])('takes %s for a room', (room) => {
    expect(run(`/ws/chat/${room}/`)).toMatchObject({ uri: '/', querystring: { room: { value: room } } });
  });

  test('keeps the query, with values that came twice', () => {
    const query = { a: { value: '1' }, b: { value: '2', multiValue: [{ value: '2' }, { value: '3' }] } };
    expect(run('/ws/chat/lobby/', query)).toMatchObject({
      querystring: { ...query, room: { value: 'lobby' } },
    });
  });

  test('names the room of the path, whatever the query says', () => {
    const answer = run('/ws/chat/lobby/', { room: { value: 'other', multiValue: [{ value: 'other' }] } });
    expect(answer).toMatchObject({ querystring: { room: { value: 'lobby' } } });
    expect(JSON.stringify(answer)).not.toContain('other');
  });

  test('leaves method and headers as they were', () => {
    expect(run('/ws/chat/lobby/')).toMatchObject({
      method: 'GET',
      headers: { upgrade: { value: 'websocket' } },
    });
  });

  test.each(['https://d111111abcdef8.cloudfront.net', 'http://d111111abcdef8.cloudfront.net'])(
    'keeps an Origin to itself that is the page of this very host: %s',
    (value) => {
      expect(run('/ws/chat/lobby/', {}, { origin: { value } })).toMatchObject({
        headers: { host: { value: 'd111111abcdef8.cloudfront.net' } },
      });
      expect(run('/ws/chat/lobby/', {}, { origin: { value } })).not.toHaveProperty('headers.origin');
    },
  );

  test.each(['https://elsewhere.example', 'https://x.d111111abcdef8.cloudfront.net', 'null'])(
    'passes on any other Origin, for the authorizer to judge: %s',
    (value) => {
      expect(run('/ws/chat/lobby/', {}, { origin: { value } })).toMatchObject({
        headers: { origin: { value } },
      });
    },
  );

  test.each([
    ...['/', '', '/ws', '/ws/', '/ws/chat', '/ws/chat/', '/ws/chat//', '/ws/chat/a/b', '/ws/chat/a//'],
    ...['/chat/lobby/', '/x/ws/chat/lobby/', '/WS/chat/lobby/', '/wsXchat/lobby', '/@connections/abc'],
  ])('answers %j with 404', (uri) => {
    expect(run(uri)).toEqual({ statusCode: 404, statusDescription: 'Not Found' });
  });

  test('fits the 10 KB that CloudFront allows', () => {
    expect(Buffer.byteLength(source)).toBeLessThanOrEqual(10 * 1_024);
  });
});
