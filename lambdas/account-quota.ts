import type { AccountQuota } from '../chat/ports/settings.ts';
import { findVariable } from './read-environment.ts';

/**
 * Regions in which an account may call API Gateway 10,000 times a second ("Amazon API Gateway quotas"). Thirteen newer
 * ones are named there as having a quarter of it; a region that is newer still is taken for one of those.
 */
const LARGE_REGIONS = new Set([
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-central-1',
  'eu-north-1',
  'ap-east-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'me-south-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'cn-north-1',
  'cn-northwest-1',
]);

/** What the account may call API Gateway: as the operator says, else what a new account has in a region. */
export function readAccountQuota(region = process.env.AWS_REGION ?? ''): AccountQuota {
  const isLarge = LARGE_REGIONS.has(region);
  return {
    callsPerSecond: Number(findVariable('accountRate') ?? (isLarge ? 10_000 : 2_500)),
    burst: Number(findVariable('accountBurst') ?? (isLarge ? 5_000 : 1_250)),
  };
}
