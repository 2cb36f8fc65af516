import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';

export interface CopyingRoleProps {
  /** Where the files go. */
  readonly bucket: IBucket;
  /** Whose caches are emptied. */
  readonly distribution: Distribution;
  /** What the function writes. */
  readonly log: LogGroup;
}

/**
 * What CDK's function that copies files may do. By itself it would be let into all of CDK's own bucket, and be allowed to
 * empty the caches of every distribution of the account; what it calls is `aws s3 cp`, `aws s3 sync` and an invalidation
 * (`index.py` in CDK's `aws-s3-deployment`).
 */
export class CopyingRole extends Construct {
  /** CDK can't widen it. */
  readonly role: IRole;
  private readonly own: Role;

  constructor(scope: Construct, id: string, { bucket, distribution, log }: CopyingRoleProps) {
    super(scope, id);
    this.own = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.role = this.own.withoutPolicyUpdates();
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], log.logGroupArn);
    this.allow(['s3:ListBucket'], bucket.bucketArn);
    this.allow(['s3:PutObject', 's3:DeleteObject'], bucket.arnForObjects('*'));
    this.allow(['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'], distribution.distributionArn);
    const shown = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnElement);
    Validations.of(this.own).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${shown}.Arn>/*]`,
      reason: 'A build names its files; the bucket holds nothing else.',
    });
  }

  /** The same source, which the function may then read. */
  read(source: ISource): ISource {
    return {
      bind: (scope, context) => {
        const bound = source.bind(scope, context);
        this.allow(['s3:GetObject'], bound.bucket.arnForObjects(bound.zipObjectKey));
        return bound;
      },
    };
  }

  private allow(actions: readonly string[], resource: string): void {
    this.own.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [resource] }));
  }
}
