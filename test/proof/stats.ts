import type { RunResult } from './run.ts';

/** What many runs came to, for the notes. */
export interface Stats {
  add(result: RunResult): void;
  print(): string;
}

export function createStats(): Stats {
  const startedAt = performance.now();
  const counts = {
    runs: 0,
    happenings: 0,
    invocations: 0,
    'virtual hours': 0,
    'frames posted': 0,
    'events stored': 0,
    'events swept': 0,
    'events told to clients': 0,
  };
  const faults = new Map<string, number>();
  const commands = new Map<string, number>();
  const violations = new Map<string, number>();
  const count = (map: Map<string, number>, name: string, by = 1) =>
    void map.set(name, (map.get(name) ?? 0) + by);

  return {
    add({ world, violations: found }) {
      const { scheduler, gateway, lambda, history, devices } = world;
      counts.runs++;
      counts.happenings += scheduler.happened;
      counts.invocations += lambda.invocations;
      counts['virtual hours'] += (scheduler.now() - world.startedAt) / 3_600_000;
      counts['frames posted'] += gateway.frames;
      counts['events stored'] += [...history.log.values()].flat().length;
      counts['events swept'] += history.deliveries.swept;
      for (const { installations } of devices) {
        for (const { told } of installations) counts['events told to clients'] += told.length;
      }
      for (const [name, times] of world.faults.struck) count(faults, name, times);
      for (const { type, replyTo, outcome, code } of world.commands.values())
        count(commands, `${type}${replyTo === undefined ? '' : ' in reply'}: ${code ?? outcome}`);
      for (const kind of new Set(found.map((violation) => violation.kind))) count(violations, kind);
    },
    print() {
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      const lines = Object.entries({ seconds, ...counts }).map(
        ([name, value]) => `${name}: ${typeof value === 'number' ? Math.round(value) : value}`,
      );
      return [
        lines.join('\n'),
        section('Faults struck', faults),
        section('Commands', commands),
        section('Runs with violations', violations),
      ].join('\n\n');
    },
  };
}

function section(title: string, counts: ReadonlyMap<string, number>): string {
  const lines = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return [title, ...lines.map(([name, times]) => `  ${name}: ${times}`)].join('\n');
}
