import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { synthesizeChat } from '../synthesize-chat.ts';
import { findOne, show } from '../template-parts.ts';

const distributionOf = (template: Template) =>
  findOne(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
const outputsOf = (template: Template) =>
  Object.fromEntries(Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id, show(Value)]));

// The ids of AWS's managed policies.
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const CHAT = {
  AllowedMethods: ['GET', 'HEAD'],
  CachePolicyId: CACHING_DISABLED,
  OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
  ViewerProtocolPolicy: 'https-only',
  FunctionAssociations: [{ EventType: 'viewer-request' }],
};
const CHAT_ORIGIN = { OriginPath: '/chat', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };

let template: Template;
beforeAll(() => {
  ({ template } = synthesizeChat());
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

describe('a stack without a page', () => {
  test('has the chat for every path, and nothing of the page’s', () => {
    const { template: bare } = synthesizeChat({ page: 'false' });
    const { DefaultCacheBehavior, CacheBehaviors, Origins, DefaultRootObject } = distributionOf(bare);
    expect(DefaultCacheBehavior).toMatchObject(CHAT);
    expect([CacheBehaviors, DefaultRootObject]).toEqual([undefined, undefined]);
    expect(Origins).toMatchObject([CHAT_ORIGIN]);
    for (const type of ['AWS::S3::Bucket', 'Custom::CDKBucketDeployment', 'AWS::Lambda::LayerVersion']) {
      bare.resourceCountIs(type, 0);
    }
    expect(Object.keys(outputsOf(bare))).not.toContain('PageUrl');
    expect(findOne(bare, 'AWS::CloudFront::Distribution').id).toBe('EdgeDistribution0060737B');
  });
});

describe('a domain of one’s own', () => {
  const certificateArn =
    'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

  test('is the distribution’s, in all URLs, with a minimum of TLS 1.2', () => {
    const { template: own } = synthesizeChat({ domainName: 'chat.example.com', certificateArn });
    expect(distributionOf(own)).toMatchObject({
      Aliases: ['chat.example.com'],
      ViewerCertificate: {
        AcmCertificateArn: certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
    expect(outputsOf(own)).toMatchObject({
      ChatUrl: 'wss://chat.example.com/ws/chat/lobby/',
      PageUrl: 'https://chat.example.com/',
      DnsTarget: `<${findOne(own, 'AWS::CloudFront::Distribution').id}.DomainName>`,
    });
  });
});

describe('a web firewall', () => {
  test('is the operator’s, by its ARN', () => {
    const webAclArn =
      'arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/12345678-1234-1234-1234-123456789012';
    const { template: guarded } = synthesizeChat({ webAclArn });
    expect(distributionOf(guarded).WebACLId).toBe(webAclArn);
    guarded.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });

  test('is the stack’s, with one rule: so many requests of an address in five minutes', () => {
    const { template: guarded } = synthesizeChat({ requestsPerFiveMinutes: '500' });
    const acl = findOne(guarded, 'AWS::WAFv2::WebACL');
    expect(show(distributionOf(guarded).WebACLId)).toBe(`<${acl.id}.Arn>`);
    expect(acl.Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(acl.Properties.Rules).toMatchObject([
      {
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 500, EvaluationWindowSec: 300 } },
      },
    ]);
  });
});
