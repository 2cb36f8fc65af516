import type { Bucket } from '../bucket/bucket.ts';

/** A CloudFront distribution of the template, as far as a local run serves it. */
export interface DistributionDefinition {
  readonly logicalId: string;
  readonly distributionId: string;
  readonly domainName: string;
  /** Other names that it answers to. */
  readonly aliases: readonly string[];
  /** In order of precedence; the default behaviour, `*`, comes last. */
  readonly behaviors: readonly BehaviorDefinition[];
  /** The key of what `/` shows. */
  readonly defaultRootObject?: string;
  /** What is shown in the place of an error, and with which status, by the error's. */
  readonly errorPages: ReadonlyMap<number, { readonly path: string; readonly status: number }>;
}

export interface BehaviorDefinition {
  /** For example `/ws/*`. */
  readonly pathPattern: string;
  readonly isDefault: boolean;
  /** Goes before the path of every request to the origin; usually empty or `/stage`. */
  readonly originPath: string;
  /** Whether the origin is the stack's API. */
  readonly isApiOrigin: boolean;
  /** Or a bucket with files in it. Other origins aren't served. */
  readonly bucket?: Bucket;
  /** Whether it compresses what a bucket holds. */
  readonly compresses: boolean;
  /** What it changes in the answers of a bucket. */
  readonly responseHeaders?: HeadersPolicy;
  /** Added to every request to the origin, whatever the viewer sent under their names. */
  readonly originHeaders?: Readonly<Record<string, string>>;
  readonly viewerRequest?: { readonly logicalId: string; readonly code: string };
}

/** A response headers policy of the template. */
export interface HeadersPolicy {
  readonly adds: readonly { readonly name: string; readonly value: string; readonly overrides: boolean }[];
  readonly removes: readonly string[];
}
