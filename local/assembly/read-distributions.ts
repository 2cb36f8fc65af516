import type { Bucket } from '../bucket/bucket.ts';
import type { BehaviorDefinition, DistributionDefinition } from '../distribution/distribution-definition.ts';
import { readHeadersPolicies } from './read-headers-policies.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

interface DistributionConfig {
  readonly Aliases?: readonly string[];
  readonly Origins?: readonly Origin[];
  readonly CacheBehaviors?: readonly CacheBehavior[];
  readonly DefaultCacheBehavior: CacheBehavior;
  readonly DefaultRootObject?: string;
  readonly CustomErrorResponses?: readonly ErrorResponse[];
}

interface Origin {
  readonly Id: string;
  readonly DomainName: string;
  readonly OriginPath?: string;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
}

interface CacheBehavior {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly Compress?: boolean | string;
  readonly ResponseHeadersPolicyId?: string;
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: string }[];
  readonly LambdaFunctionAssociations?: readonly unknown[];
}

interface ErrorResponse {
  readonly ErrorCode: number;
  readonly ResponsePagePath?: string;
  readonly ResponseCode?: number;
}

/** What may be an origin that is served. */
export interface Origins {
  /** The host of the stack's API, by which an origin is known to be it. */
  readonly apiHost: string;
  readonly buckets: ReadonlyMap<string, Bucket>;
}

export function readDistributions(
  stack: ResolvedStacks,
  { apiHost, buckets }: Origins,
): DistributionDefinition[] {
  const functions = stack.ofType('AWS::CloudFront::Function');
  const policies = readHeadersPolicies(stack);
  return stack.ofType('AWS::CloudFront::Distribution').map((resource): DistributionDefinition => {
    // Other origins aren't served, so what they refer to needn't exist here.
    const config = resource.propertyWithAnyName('DistributionConfig') as DistributionConfig;
    const readBehavior = (behavior: CacheBehavior): BehaviorDefinition => {
      const origin = config.Origins?.find(({ Id }) => Id === behavior.TargetOriginId);
      const association = behavior.FunctionAssociations?.find(
        ({ EventType }) => EventType === 'viewer-request',
      );
      const rewrite = functions.find(({ name }) => name === association?.FunctionARN);
      const isApiOrigin = origin?.DomainName === apiHost;
      const usesLambda = Boolean(behavior.LambdaFunctionAssociations?.length);
      if (isApiOrigin && usesLambda) {
        stack.refusals.refuse(
          `"${resource.logicalId}" (${resource.type}) uses Lambda@Edge, which a local run doesn't support: ` +
            'only CloudFront Functions are.',
        );
      }
      // Files that a Lambda@Edge stands before are as unknown here as what it does to them.
      const bucket = usesLambda ? undefined : findBucket(buckets, origin?.DomainName);
      const responseHeaders = policies.get(behavior.ResponseHeadersPolicyId ?? '');
      return {
        pathPattern: behavior.PathPattern ?? '*',
        isDefault: behavior.PathPattern === undefined,
        originPath: origin?.OriginPath ?? '',
        isApiOrigin,
        ...(bucket && { bucket }),
        compresses: String(behavior.Compress) === 'true',
        ...(responseHeaders && { responseHeaders }),
        originHeaders: Object.fromEntries(
          (origin?.OriginCustomHeaders ?? []).map(({ HeaderName, HeaderValue }) => [HeaderName, HeaderValue]),
        ),
        ...(rewrite
          ? {
              viewerRequest: { logicalId: rewrite.logicalId, code: String(rewrite.property('FunctionCode')) },
            }
          : {}),
      };
    };
    return {
      logicalId: resource.logicalId,
      distributionId: resource.name,
      domainName: resource.attribute('DomainName'),
      aliases: config.Aliases ?? [],
      behaviors: [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior].map(readBehavior),
      ...(config.DefaultRootObject && { defaultRootObject: config.DefaultRootObject.replace(/^\//, '') }),
      errorPages: readErrorPages(config.CustomErrorResponses ?? []),
    };
  });
}

/** An attribute such as `RegionalDomainName` is here what the bucket is called; others put the domain together by hand. */
function findBucket(buckets: ReadonlyMap<string, Bucket>, domainName = ''): Bucket | undefined {
  return buckets.get(domainName) ?? buckets.get(domainName.split('.s3', 1)[0] ?? '');
}

function readErrorPages(responses: readonly ErrorResponse[]): DistributionDefinition['errorPages'] {
  return new Map(
    responses.flatMap(({ ErrorCode, ResponsePagePath, ResponseCode }) =>
      ResponsePagePath === undefined
        ? []
        : [[Number(ErrorCode), { path: ResponsePagePath, status: Number(ResponseCode ?? ErrorCode) }]],
    ),
  );
}
