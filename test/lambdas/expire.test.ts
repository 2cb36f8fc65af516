import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';
import { handler } from '../../lambdas/expire.ts';
import { setCredentials, setEnvironment } from './function-environment.ts';
import { type FakeManagementApi, startManagementApi } from './management-api.ts';
import { subscriptionRow } from './subscription-row.ts';

let management: FakeManagementApi;
let log: jest.SpiedFunction<typeof console.error>;

beforeAll(async () => {
  management = await startManagementApi();
});

beforeEach(() => {
  setEnvironment({ managementEndpoint: management.endpoint });
  setCredentials();
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());
afterAll(() => management.stop());

const { pk: channel, sk: connectionId, ...row } = subscriptionRow('id=', 1);
const requests: [DeliverRequest, closed: string[]][] = [
  [
    {
      type: 'chunk',
      mark: 'mark',
      heldUntil: Number.MAX_SAFE_INTEGER,
      id: '',
      frames: { v1: '{}' },
      recipients: [{ channel, connectionId, ...row }],
    },
    ['DELETE /chat/@connections/id= '],
  ],
  [
    { type: 'hand_over', user: 'user1', connectionId: 'id=', mark: 'mark' },
    ['DELETE /chat/@connections/id= '],
  ],
  [{ type: 'limit_connections', user: 'user1' }, []],
];

describe('expire', () => {
  test.each(requests)(
    'closes whom a failed delivery was for, and tells the log: %j',
    async (request, closed) => {
      await handler({ requestPayload: request });
      expect(management.takeRequests()).toEqual(closed);
      expect(log).toHaveBeenCalledTimes(1);
      expect(JSON.stringify(log.mock.calls)).toContain(request.type);
    },
  );
});
