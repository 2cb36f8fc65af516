import { parseFunctionName } from '../functions/function-name.ts';
import type { ScheduleDefinition, ScheduleTarget } from '../schedules/schedule-definition.ts';
import { readPermissions } from './invoke-permissions.ts';
import type { LocalResource } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

/** A target as the template has it. Source: AWS::Events::Rule, Target. */
interface Target {
  readonly Arn?: unknown;
  readonly Input?: unknown;
  readonly InputPath?: unknown;
  readonly InputTransformer?: unknown;
}

const unitsMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads the rules that invoke functions at a rate. Other rules are refused: nothing here sends events, and a time of
 * day is seldom there while somebody tries a stack.
 *
 * @param served Names of the functions that run here.
 */
export function readSchedules(stack: ResolvedStacks, served: ReadonlySet<string>): ScheduleDefinition[] {
  const allowed = readPermissions(stack, 'events.amazonaws.com');
  return stack.ofType('AWS::Events::Rule').flatMap((rule) => {
    if (rule.property('State') === 'DISABLED') return [];
    const refuse = (problem: string) =>
      stack.refusals.refuse(`"${rule.logicalId}" (${rule.type}) ${problem}`);
    const everyMs = readRate(rule);
    if (everyMs === undefined) {
      refuse("isn't invoked at a rate: a local run knows rate(…) alone, no cron and no event patterns.");
      return [];
    }
    const arn = rule.attribute('Arn');
    const targets = ((rule.property('Targets') ?? []) as Target[]).flatMap((target): ScheduleTarget[] => {
      const functionArn = String(target.Arn);
      const functionName = parseFunctionName(functionArn);
      if (!functionArn.includes(':lambda:') || !served.has(functionName)) {
        refuse(`invokes ${functionArn}, which isn't a function that runs here.`);
        return [];
      }
      if (target.InputPath !== undefined || target.InputTransformer !== undefined) {
        refuse('makes its input of the event: a local run knows a constant input alone.');
        return [];
      }
      if (!allowed.some((one) => one.functionName === functionName && (one.source?.test(arn) ?? true))) {
        refuse(`may not invoke ${functionName}: no AWS::Lambda::Permission lets EventBridge do it.`);
        return [];
      }
      return [{ functionName, ...(target.Input !== undefined && { input: String(target.Input) }) }];
    });
    const { region, accountId } = rule.place;
    return [{ logicalId: rule.logicalId, arn, region, accountId, everyMs, targets }];
  });
}

/** Milliseconds; undefined for what is no rate. */
function readRate(rule: LocalResource): number | undefined {
  const expression = String(rule.property('ScheduleExpression') ?? '');
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = unitsMs[unit];
  return unitMs === undefined ? undefined : Number(count) * unitMs;
}
