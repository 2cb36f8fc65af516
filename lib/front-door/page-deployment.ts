import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { PageSettings } from '../../web/page-settings.ts';
import { CopyingRole } from './copying-role.ts';
import { pageBuild } from './page-build.ts';

export interface PageDeploymentProps {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  readonly settings: PageSettings;
  /** Of the log of the function that does it. */
  readonly logRetention: RetentionDays;
}

/** What has a hash of its content in its name. */
const HASHED = 'assets/*';

/** Puts a build of the page into its bucket at each deployment that changes it, and empties CloudFront's caches. */
export class PageDeployment extends Construct {
  constructor(scope: Construct, id: string, props: PageDeploymentProps) {
    super(scope, id);
    const { bucket, distribution, settings, logRetention } = props;
    const log = new LogGroup(this, 'Log', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new CopyingRole(this, 'Role', { bucket, distribution, log });
    const common = { destinationBucket: bucket, logGroup: log, role: role.role };
    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      sources: [role.read(pageBuild())],
      exclude: ['*'],
      include: [HASHED],
      // A page that is open goes on loading those of its own build. Nothing takes them away until the bucket goes: a rule by
      // age would take those in use as well, and a build is some hundred kilobytes.
      prune: false,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const files = new BucketDeployment(this, 'Files', {
      ...common,
      sources: [pageBuild(), Source.jsonData('settings.json', settings)].map((source) => role.read(source)),
      exclude: [HASHED],
      // Asked for each time, and 304 unless they have changed. CloudFront keeps them for a second all the same.
      cacheControl: [CacheControl.noCache()],
      distribution,
      distributionPaths: ['/*'],
    });
    // A page must find what it names.
    files.node.addDependency(assets);
    // Permissions must be there before the first copy, and until the last.
    assets.node.addDependency(role);
    this.acknowledgeRuntime();
  }
  /** CDK has one function for all deployments of a stack, which it keeps beside them. */
  private acknowledgeRuntime(): void {
    for (const child of Stack.of(this).node.children) {
      if (!child.node.id.startsWith('Custom::CDKBucketDeployment')) continue;
      Validations.of(child).acknowledge({
        id: 'AwsSolutions-L1',
        reason: "The function is CDK's, and so is the choice of its Python: its code is tried with that one.",
      });
    }
  }
}
