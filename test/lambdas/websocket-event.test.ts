import { describe, expect, test } from '@jest/globals';
import { readConnection, readIdentity } from '../../lambdas/websocket-event.ts';
import { AUTHORIZER, CONNECTED_AT, CONNECTION_ID, makeEvent } from './gateway-events.ts';

describe('an event of API Gateway', () => {
  test('tells the connection and, behind a token, its user and when the token expires', () => {
    expect(readConnection(makeEvent({ authorizer: AUTHORIZER }))).toEqual({
      connectionId: CONNECTION_ID,
      connectedAt: CONNECTED_AT,
      protocol: 'v1',
      signedIn: { user: 'user1', tokenExpiresAt: 1_792_003_600_000 },
    });
  });

  test.each([
    ['no authorizer’s context', undefined],
    ['the context of a handshake without a token', { principalId: 'unauthenticated', integrationLatency: 9 }],
  ])('tells of nobody signed in when it has %s', (_, authorizer) => {
    const connection = readConnection(makeEvent(authorizer && { authorizer }));
    expect(connection).toEqual({ connectionId: CONNECTION_ID, connectedAt: CONNECTED_AT, protocol: 'v1' });
    expect(readIdentity(authorizer)).toBeUndefined();
  });

  test.each([
    ['without a token', { principalId: 'unauthenticated', protocol: 'v2' }],
    ['with one', { ...AUTHORIZER, protocol: 'v2' }],
  ])('tells the protocol that the handshake negotiated, %s', (_, authorizer) => {
    expect(readConnection(makeEvent({ authorizer })).protocol).toBe('v2');
  });

  test.each([undefined, 'v1', 'v3', ''])(
    'tells of v1 when the authorizer says %j, as of a connection from before v2',
    (protocol) => {
      const authorizer = { ...AUTHORIZER, ...(protocol !== undefined && { protocol }) };
      expect(readConnection(makeEvent({ authorizer })).protocol).toBe('v1');
    },
  );

  test('takes the protocol from the authorizer alone, never from a header', () => {
    const event = makeEvent({ authorizer: AUTHORIZER });
    const headers = { ...event.headers, 'Sec-WebSocket-Protocol': 'chat.v2' };
    expect(readConnection({ ...event, headers }).protocol).toBe('v1');
  });

  test('tells whose token it was, to bind the name to it', () => {
    expect(readIdentity(AUTHORIZER)).toEqual({
      signedIn: { user: 'user1', tokenExpiresAt: 1_792_003_600_000 },
      subject: { issuer: 'https://login.example.com', subject: 'subject-1' },
    });
  });

  test('tells of an admin where the authorizer says so, in its own words', () => {
    const isAdmin = (said: unknown) =>
      readIdentity({ ...AUTHORIZER, ...(said !== undefined && { isAdmin: said }) })?.signedIn.isAdmin;
    expect(['true', undefined, 'false', '', 'TRUE', '1', true].map(isAdmin)).toEqual([true, ...Array(6)]);
  });

  test.each([
    ['in its frame', { body: '{"type":"lobby","content":"Hi","isAdmin":true,"is_admin":"true"}' }],
    ['in a header', { headers: { isAdmin: 'true', 'x-is-admin': 'true' } }],
    ['beside the authorizer’s context', { isAdmin: 'true', authorizer: { isAdmin: 'true' } }],
  ])('tells of no admin who only says so %s', (_, forged: object) => {
    const event = makeEvent({ authorizer: AUTHORIZER });
    const sent = { ...event, ...forged, requestContext: { isAdmin: 'true', ...event.requestContext } };
    expect(readConnection(sent).signedIn).not.toHaveProperty('isAdmin');
  });

  test('takes the user from the authorizer alone, never from the principal or the frame', () => {
    const event = makeEvent({
      authorizer: { principalId: 'user9', integrationLatency: 9 },
      body: '{"type":"lobby","user":"user9","content":"Hi"}',
    });
    expect(readConnection(event)).not.toHaveProperty('signedIn');
  });
});
