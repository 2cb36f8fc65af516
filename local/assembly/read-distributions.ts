import type { BehaviorDefinition, DistributionDefinition } from '../distribution/distribution-definition.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

interface DistributionConfig {
  readonly Aliases?: readonly string[];
  readonly Origins?: readonly Origin[];
  readonly CacheBehaviors?: readonly CacheBehavior[];
  readonly DefaultCacheBehavior: CacheBehavior;
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
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: string }[];
  readonly LambdaFunctionAssociations?: readonly unknown[];
}

/** @param apiHost The host of the stack's API, by which an origin is known to be it. */
export function readDistributions(stack: ResolvedStacks, apiHost: string): DistributionDefinition[] {
  const functions = stack.ofType('AWS::CloudFront::Function');
  return stack.ofType('AWS::CloudFront::Distribution').map((resource): DistributionDefinition => {
    // Origins other than the API aren't served, so what they refer to (a bucket, say) needn't exist here.
    const config = resource.propertyWithAnyName('DistributionConfig') as DistributionConfig;
    const readBehavior = (behavior: CacheBehavior): BehaviorDefinition => {
      const origin = config.Origins?.find(({ Id }) => Id === behavior.TargetOriginId);
      const association = behavior.FunctionAssociations?.find(
        ({ EventType }) => EventType === 'viewer-request',
      );
      const rewrite = functions.find(({ name }) => name === association?.FunctionARN);
      const isApiOrigin = origin?.DomainName === apiHost;
      if (isApiOrigin && behavior.LambdaFunctionAssociations?.length) {
        stack.refusals.refuse(
          `"${resource.logicalId}" (${resource.type}) uses Lambda@Edge, which a local run doesn't support: ` +
            'only CloudFront Functions are.',
        );
      }
      return {
        pathPattern: behavior.PathPattern ?? '*',
        isDefault: behavior.PathPattern === undefined,
        originPath: origin?.OriginPath ?? '',
        isApiOrigin,
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
    };
  });
}
