import type { ScheduleDefinition } from './schedule-definition.ts';

export interface SchedulesOptions {
  readonly schedules: readonly ScheduleDefinition[];
  /** In milliseconds, for all of them. Default: as each rule says. */
  readonly everyMs?: number;
  /** Takes an event (JSON) for a function that nobody waits for: EventBridge invokes asynchronously. */
  readonly enqueue: (functionName: string, requestId: string, event: string) => void;
  readonly now: () => number;
  readonly randomId: () => string;
}

/** Invokes what the stack's rules have a clock invoke, for the first time when the first interval is over. */
export function startSchedules(options: SchedulesOptions): { stop(): void } {
  const { schedules, everyMs, enqueue, now, randomId } = options;
  const timers = schedules.map((schedule) =>
    setInterval(() => {
      for (const { functionName, input } of schedule.targets) {
        enqueue(functionName, randomId(), input ?? JSON.stringify(describeEvent(schedule, now(), randomId)));
      }
    }, everyMs ?? schedule.everyMs).unref(),
  );
  return { stop: () => timers.forEach(clearInterval) };
}

/** Source: EventBridge user guide, "Events from AWS services": a scheduled event. */
function describeEvent(
  { arn, region, accountId }: ScheduleDefinition,
  time: number,
  randomId: () => string,
): unknown {
  return {
    version: '0',
    id: randomId(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail: {},
  };
}
