import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from '../default-chat.ts';
import { findOne, type Resource, show } from '../template-parts.ts';

let template: Template;
beforeAll(() => {
  template = readDefaultTemplate();
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal: { readonly Service?: string; readonly AWS?: unknown };
  readonly Condition?: Record<string, Record<string, unknown>>;
}

describe('the page’s bucket', () => {
  test('is shut to the public, encrypted, without versions, and gone with the stack', () => {
    const bucket = findOne(template, 'AWS::S3::Bucket');
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(bucket.Properties).not.toHaveProperty('VersioningConfiguration');
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['Delete', 'Delete']);
    // S3 deletes no bucket with anything in it.
    template.hasResourceProperties('Custom::S3AutoDeleteObjects', { BucketName: { Ref: bucket.id } });
  });

  test('is read by this distribution alone, which learns what is missing, and over TLS alone', () => {
    const distribution = findOne(template, 'AWS::CloudFront::Distribution').id;
    const { Statement: statements } = findOne(template, 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
    const [tls, , viewing, ...others] = statements as Statement[];
    expect(tls).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(viewing).toMatchObject({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Principal: { Service: 'cloudfront.amazonaws.com' },
    });
    expect(show(viewing?.Condition?.StringEquals?.['AWS:SourceArn'])).toBe(
      `arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/<${distribution}>`,
    );
    expect(others).toEqual([]);
    const { Origins } = findOne(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
    expect(show(Origins[0].OriginAccessControlId)).toBe(
      `<${findOne(template, 'AWS::CloudFront::OriginAccessControl').id}.Id>`,
    );
  });
});

describe('a deployment of the page', () => {
  const deployments = () =>
    Object.entries(template.findResources('Custom::CDKBucketDeployment')) as unknown as [
      string,
      Resource & { DependsOn: string[] },
    ][];

  test('copies what has a hash in its name first, for good, and leaves the files of pages that are open', () => {
    const [[, assets] = []] = deployments();
    expect(assets?.Properties).toMatchObject({
      Prune: false,
      Exclude: ['*'],
      Include: ['assets/*'],
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(assets?.Properties).not.toHaveProperty('DistributionId');
  });

  test('copies then what names them, to be asked for each time, and empties all of CloudFront’s caches', () => {
    const [[assetsId] = [], [, files] = [], ...others] = deployments();
    expect(files?.DependsOn).toContain(assetsId);
    expect(files?.Properties).toMatchObject({
      Prune: true,
      Exclude: ['assets/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
      DistributionId: { Ref: findOne(template, 'AWS::CloudFront::Distribution').id },
      DistributionPaths: ['/*'],
    });
    expect(files?.Properties).not.toHaveProperty('Include');
    expect(others).toEqual([]);
  });

  test('tells the page where the pool is, and its sign-in pages', () => {
    const [, [, files] = []] = deployments();
    const pool = findOne(template, 'AWS::Cognito::UserPool').id;
    const [, settings] = files?.Properties.SourceMarkers ?? [];
    expect(Object.values(settings).map(show)).toEqual([
      `<${pool}.ProviderURL>`,
      `<${findOne(template, 'AWS::Cognito::UserPoolClient').id}>`,
      `<${pool}.ProviderURL>`,
      expect.stringContaining('AWS::StackId'),
      '<AWS::Region>',
    ]);
  });

  test('may do what it does and nothing more', () => {
    const bucket = findOne(template, 'AWS::S3::Bucket').id;
    const distribution = findOne(template, 'AWS::CloudFront::Distribution').id;
    const log = findOne(template, 'AWS::Logs::LogGroup', 'EdgePage').id;
    const role = findOne(template, 'AWS::IAM::Role', 'EdgePage');
    expect([role.Properties.ManagedPolicyArns, role.Properties.Policies]).toEqual([undefined, undefined]);
    const { Statement: statements } = findOne(template, 'AWS::IAM::Policy', 'EdgePage').Properties
      .PolicyDocument;
    const grants = (statements as Statement[]).flatMap(({ Action, Resource: resource }) =>
      [Action].flat().flatMap((action) => [resource].flat().map((one) => `${action} on ${show(one)}`)),
    );
    const assets = expect.stringMatching(
      /^s3:GetObject on arn:.*:s3:::.*cdk-hnb659fds-assets-.*\/\w{64}\.zip$/,
    );
    expect(grants).toEqual([
      `logs:CreateLogStream on <${log}.Arn>`,
      `logs:PutLogEvents on <${log}.Arn>`,
      `s3:ListBucket on <${bucket}.Arn>`,
      `s3:DeleteObject on <${bucket}.Arn>/*`,
      `s3:PutObject on <${bucket}.Arn>/*`,
      `cloudfront:CreateInvalidation on arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/<${distribution}>`,
      `cloudfront:GetInvalidation on arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/<${distribution}>`,
      assets,
      assets,
    ]);
    const { Properties } = findOne(template, 'AWS::Lambda::Function', 'CustomCDKBucketDeployment');
    expect(Properties.Role).toEqual({ 'Fn::GetAtt': [role.id, 'Arn'] });
    expect(Properties.LoggingConfig).toEqual({ LogGroup: { Ref: log } });
  });
});
