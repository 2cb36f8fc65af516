import { describe, expect, test } from '@jest/globals';
import { readAccountQuota } from '../../lambdas/account-quota.ts';
import { setEnvironment } from './function-environment.ts';

/** As "Amazon API Gateway quotas" names them. */
const SMALL = [
  ...[
    'af-south-1',
    'eu-south-1',
    'ap-southeast-3',
    'me-central-1',
    'ap-south-2',
    'ap-southeast-4',
    'eu-south-2',
  ],
  ...['eu-central-2', 'il-central-1', 'ca-west-1', 'ap-southeast-5', 'ap-southeast-7', 'mx-central-1'],
];

describe('what an account may call API Gateway', () => {
  test.each(['us-east-1', 'eu-central-1', 'ap-southeast-2'])('is 10,000 a second in %s', (region) => {
    setEnvironment({});
    expect(readAccountQuota(region)).toEqual({ callsPerSecond: 10_000, burst: 5_000 });
  });

  test.each([...SMALL, 'xx-north-9', ''])('is a quarter of that in %j', (region) => {
    setEnvironment({});
    expect(readAccountQuota(region)).toEqual({ callsPerSecond: 2_500, burst: 1_250 });
  });

  test('is what the operator has been granted', () => {
    setEnvironment({ accountRate: '50000', accountBurst: '25000' });
    expect(readAccountQuota('eu-south-1')).toEqual({ callsPerSecond: 50_000, burst: 25_000 });
    setEnvironment({ accountRate: '50000' });
    expect(readAccountQuota('us-east-1')).toEqual({ callsPerSecond: 50_000, burst: 5_000 });
  });
});
