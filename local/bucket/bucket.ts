/** An S3 bucket that a distribution serves, with what deployments of the template put into it. */
export interface Bucket {
  /** By their keys, which begin with no slash. */
  readonly files: ReadonlyMap<string, BucketFile>;
  /** What CloudFront is told of a key that isn't there: 404 if it may list the bucket, else 403 (S3, "GetObject"). */
  readonly missingStatus: 403 | 404;
}

export interface BucketFile {
  /** On this machine. */
  readonly path: string;
  /** What stands for values that only a deployment knows, and those values. */
  readonly markers: ReadonlyMap<string, string>;
  /** That S3 keeps with the file, by names in lower case: `cache-control`, for example. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a `Custom::CDKBucketDeployment` does. Source: `index.py` in CDK's `aws-s3-deployment`. */
export interface BucketDeployment {
  /** Each over those before. */
  readonly sources: readonly DeploymentSource[];
  /** Goes before each key: empty, or with a slash at its end. */
  readonly prefix: string;
  /** Patterns of paths that are passed over, unless one of `include` fits as well. */
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  /** Whether what is below the prefix and isn't in the sources goes. */
  readonly prunes: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DeploymentSource {
  /** A folder on this machine. */
  readonly folder: string;
  readonly markers: ReadonlyMap<string, string>;
}
