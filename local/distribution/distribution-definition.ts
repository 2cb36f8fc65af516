/** A CloudFront distribution of the template, as far as requests to a WebSocket API depend on it. */
export interface DistributionDefinition {
  readonly logicalId: string;
  readonly distributionId: string;
  readonly domainName: string;
  /** Other names that it answers to. */
  readonly aliases: readonly string[];
  /** In order of precedence; the default behaviour, `*`, comes last. */
  readonly behaviors: readonly BehaviorDefinition[];
}

export interface BehaviorDefinition {
  /** For example `/ws/*`. */
  readonly pathPattern: string;
  readonly isDefault: boolean;
  /** Goes before the path of every request to the origin; usually empty or `/stage`. */
  readonly originPath: string;
  /** Whether the origin is an API Gateway host. Other origins aren't served. */
  readonly isApiOrigin: boolean;
  /** Added to every request to the origin, whatever the viewer sent under their names. */
  readonly originHeaders?: Readonly<Record<string, string>>;
  readonly viewerRequest?: { readonly logicalId: string; readonly code: string };
}
