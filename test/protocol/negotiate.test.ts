import { describe, expect, test } from '@jest/globals';
import { negotiate } from '../../protocol/negotiate.ts';

describe('a handshake', () => {
  test.each(['chat.v2', 'a, chat.v2', 'chat.v2,b', ' chat.v2 '])('that offers %j speaks v2', (offered) => {
    expect(negotiate(offered)).toBe('v2');
  });

  test.each([undefined, '', 'chat.v3', 'chat.v22', 'CHAT.V2', 'chat v2'])(
    'that offers %j speaks v1',
    (offered) => {
      expect(negotiate(offered)).toBe('v1');
    },
  );
});
