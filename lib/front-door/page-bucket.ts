import { Aws, Names, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLevel, type IOrigin, S3OriginAccessControl } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Where the page's files are; CloudFront alone may read them. */
export class PageBucket extends Construct {
  readonly bucket: IBucket;
  readonly origin: IOrigin;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      // A build is made again from its commit: there is nothing in it to go back to, or to outlive the stack. S3 deletes
      // no bucket with anything in it, so a function of CDK's empties it first.
      versioned: false,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
    this.bucket = bucket as IBucket;
    this.origin = S3BucketOrigin.withOriginAccessControl(this.bucket, {
      originAccessControl: new S3OriginAccessControl(this, 'Access', {
        // An account has each name once, whatever the region; it has 64 letters at most.
        originAccessControlName: `${Names.uniqueResourceName(this, { maxLength: 40 })}-${Aws.REGION}`,
      }),
      // Whoever may list a bucket is told 404 of what isn't there; all others 403. CloudFront could only rename that for
      // the API's 403 as well. Viewers can't list: at the root there is the root object, whatever the query.
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'CloudFront alone reads it, files that are public; access logs would hold who came when.',
    });
  }
}
