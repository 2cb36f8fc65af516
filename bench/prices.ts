/**
 * What AWS charges, in dollars: us-east-1, as its public price lists had it in November 2026, free tiers left out.
 * Everything that the bench puts a price on is priced from this table.
 */
export const PRICES = {
  /** A frame in or a post out, per 32 KB. Source: API Gateway, "WebSocket APIs". */
  webSocketMessage: 1.0 / 1e6,
  /** Source: the same. */
  connectionMinute: 0.25 / 1e6,
  /** Source: Lambda, requests. An asynchronous invocation costs the same. */
  invocation: 0.2 / 1e6,
  /** Source: Lambda, duration on arm64. */
  gigabyteSecond: 0.0000133334,
  /** A write request unit: 1 KB. Source: DynamoDB, on demand, standard class. */
  writeUnit: 0.625 / 1e6,
  /** A read request unit: 4 KB strongly consistent, 8 KB eventually. Source: the same. */
  readUnit: 0.125 / 1e6,
  /** A metric that an alarm watches, for a month; an account's first ten cost nothing. Source: CloudWatch. */
  alarmMetric: 0.1,
} as const;

/** AWS Lambda, "Configure memory": so much memory comes with one core, less with a share of it. */
export const MEGABYTES_PER_CORE = 1_769;
