import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from '../default-chat.ts';
import { distributionOf, findOne, show } from '../template-parts.ts';
import { CACHING_OPTIMIZED, CHAT, CHAT_ORIGIN } from './chat-behavior.ts';

let template: Template;
beforeAll(() => {
  template = readDefaultTemplate();
});

describe('CloudFront', () => {
  test('leads handshakes to the stage, uncached, with every header but the host', () => {
    const { CacheBehaviors, Origins } = distributionOf(template);
    expect(CacheBehaviors).toMatchObject([{ PathPattern: '/ws/*', ...CHAT }]);
    const origin = Origins.find(({ Id }: { Id: string }) => Id === CacheBehaviors[0].TargetOriginId);
    expect(origin).toMatchObject(CHAT_ORIGIN);
  });

  test('has the page’s files for all else: cached, compressed, with its headers, over TLS alone', () => {
    const { DefaultCacheBehavior: page, Origins, DefaultRootObject } = distributionOf(template);
    expect(page).toMatchObject({
      AllowedMethods: ['GET', 'HEAD'],
      CachePolicyId: CACHING_OPTIMIZED,
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
      ResponseHeadersPolicyId: { Ref: findOne(template, 'AWS::CloudFront::ResponseHeadersPolicy').id },
    });
    expect(page).not.toHaveProperty('FunctionAssociations');
    expect(DefaultRootObject).toBe('index.html');
    const origin = Origins.find(({ Id }: { Id: string }) => Id === page.TargetOriginId);
    expect(show(origin.DomainName)).toBe(`<${findOne(template, 'AWS::S3::Bucket').id}.RegionalDomainName>`);
  });

  test('never keeps a failed handshake, to answer others with', () => {
    const kept = distributionOf(template).CustomErrorResponses.map(
      (one: { ErrorCode: number; ErrorCachingMinTTL: number }) => [one.ErrorCode, one.ErrorCachingMinTTL],
    );
    expect(kept).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((code) => [code, 0]));
  });

  // A distribution of another id is another distribution, with another domain: every client's URL would be void.
  test('is that of the stacks that were deployed before there was a page', () => {
    expect(findOne(template, 'AWS::CloudFront::Distribution').id).toBe('EdgeDistribution0060737B');
    expect(findOne(template, 'AWS::CloudFront::Function').id).toBe('EdgeRoomPath33ACFA97');
  });

  test('has names that another region’s stack doesn’t take away, where an account has each once', () => {
    for (const [type, config] of [
      ['ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig'],
      ['OriginAccessControl', 'OriginAccessControlConfig'],
    ] as const) {
      const { Name } = findOne(template, `AWS::CloudFront::${type}`).Properties[config];
      expect(show(Name)).toMatch(/^\w+-<AWS::Region>$/);
      expect(show(Name).replace('<AWS::Region>', 'ap-northeast-1').length).toBeLessThanOrEqual(64);
    }
  });

  test('asks no web firewall and knows no domain unless it is told to', () => {
    expect(distributionOf(template)).not.toHaveProperty('WebACLId');
    expect(distributionOf(template)).not.toHaveProperty('Aliases');
    expect(distributionOf(template)).not.toHaveProperty('ViewerCertificate');
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });
});
