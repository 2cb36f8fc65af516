import { extname } from 'node:path';
import type { Bucket, BucketDeployment, DeploymentSource } from '../bucket/bucket.ts';
import { fillBucket } from '../bucket/fill-bucket.ts';
import type { DistributionDefinition } from '../distribution/distribution-definition.ts';
import { encodeMarkers } from './encode-markers.ts';
import type { LocalResource } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';
import type { CloudStack } from './stacks/cloud-assembly.ts';

/** What S3 keeps with a file and sends with it. Source: S3 user guide, "System-defined object metadata". */
const SENT_METADATA = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/**
 * Reads the buckets that deployments of CDK (`Custom::CDKBucketDeployment`) fill from folders of the assembly.
 * @returns them by the name that a reference to them has here
 */
export async function readBuckets(
  stack: ResolvedStacks,
  assetPaths: CloudStack['assetPaths'],
): Promise<ReadonlyMap<string, Bucket>> {
  const deployments = stack
    .ofType('Custom::CDKBucketDeployment')
    .filter((one) => isReadable(one, assetPaths));
  const names = [...new Set(deployments.map(bucketOf))];
  const buckets = names.map(async (name): Promise<[string, Bucket]> => {
    const own = deployments.filter((one) => bucketOf(one) === name);
    const files = await fillBucket(own.map((one) => readDeployment(one, assetPaths)));
    return [name, { files, missingStatus: mayBeListed(stack, name) ? 404 : 403 }];
  });
  return new Map(await Promise.all(buckets));
}

/** The deployments whose files no distribution serves here, so that nobody sees what they do. */
export function listUnseenDeployments(
  stack: ResolvedStacks,
  buckets: ReadonlyMap<string, Bucket>,
  distributions: readonly DistributionDefinition[],
): readonly LocalResource[] {
  const served = new Set(
    distributions.flatMap(({ behaviors }) => behaviors.flatMap(({ bucket }) => bucket ?? [])),
  );
  return stack.ofType('Custom::CDKBucketDeployment').filter((one) => {
    const bucket = buckets.get(bucketOf(one));
    return bucket === undefined || !served.has(bucket);
  });
}

const bucketOf = (deployment: LocalResource) =>
  String(deployment.propertyWithAnyName('DestinationBucketName'));

/** CDK stages folders as they are, and packs them when it uploads them; what comes as an archive isn't unpacked here. */
function isReadable(deployment: LocalResource, assetPaths: CloudStack['assetPaths']): boolean {
  const isFolder = (key: string) => {
    const path = assetPaths.get(key);
    return path !== undefined && extname(path) !== '.zip';
  };
  return String(deployment.property('Extract') ?? 'true') === 'true' && keysOf(deployment).every(isFolder);
}

const keysOf = (deployment: LocalResource) =>
  (deployment.propertyWithAnyName('SourceObjectKeys') ?? []) as string[];

function readDeployment(deployment: LocalResource, assetPaths: CloudStack['assetPaths']): BucketDeployment {
  const list = (name: string) => (deployment.propertyWithAnyName(name) ?? []) as unknown[];
  const markers = list('SourceMarkers');
  const configs = list('SourceMarkersConfig');
  const prefix = String(deployment.property('DestinationBucketKeyPrefix') ?? '').replace(/^\/+|\/+$/g, '');
  const metadata = (deployment.propertyWithAnyName('SystemMetadata') ?? {}) as Record<string, string>;
  return {
    sources: keysOf(deployment).map(
      (key, index): DeploymentSource => ({
        folder: assetPaths.get(key) ?? '',
        markers: encodeMarkers(markers[index], configs[index]),
      }),
    ),
    prefix: prefix === '' ? '' : `${prefix}/`,
    exclude: list('Exclude').map(String),
    include: list('Include').map(String),
    prunes: String(deployment.property('Prune') ?? 'true') === 'true',
    headers: Object.fromEntries(
      Object.entries(metadata).filter(([name]) => SENT_METADATA.includes(name.toLowerCase())),
    ),
  };
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: { readonly Service?: unknown; readonly CanonicalUser?: unknown };
}

/** Whether a policy lets CloudFront list the bucket, in either of the ways in which it may be let in. */
function mayBeListed(stack: ResolvedStacks, bucket: string): boolean {
  return stack
    .ofType('AWS::S3::BucketPolicy')
    .filter((policy) => policy.propertyWithAnyName('Bucket') === bucket)
    .flatMap((policy) => policy.propertyWithAnyName('PolicyDocument') as { Statement?: Statement[] })
    .flatMap(({ Statement: statements = [] }) => statements)
    .some(
      ({ Effect, Action = [], Principal = {} }) =>
        Effect === 'Allow' &&
        [Action].flat().some((action) => ['s3:ListBucket', 's3:List*', 's3:*'].includes(action)) &&
        (Principal.CanonicalUser !== undefined || Principal.Service === 'cloudfront.amazonaws.com'),
    );
}
