/** A function that is invoked again and again, by a clock. */
export interface ScheduleDefinition {
  /** Of the rule. */
  readonly logicalId: string;
  /** The rule's ARN, which its events name. */
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  readonly everyMs: number;
  readonly targets: readonly ScheduleTarget[];
}

export interface ScheduleTarget {
  readonly functionName: string;
  /** JSON that the function gets; absent: EventBridge's own event. */
  readonly input?: string;
}
