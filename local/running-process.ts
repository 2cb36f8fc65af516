import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that was given the same id. */
export interface ProcessMark {
  readonly id: number;
  /** When it began, where the system tells: in the ticks of this boot's clock. */
  readonly startedAt?: string;
}

export function markThisProcess(): ProcessMark {
  const startedAt = readStatus(process.pid)?.startedAt;
  return { id: process.pid, ...(startedAt !== undefined && { startedAt }) };
}

/** False also for a process that was killed and whose parent hasn't noticed yet, and for another with its id. */
export function isRunning({ id, startedAt }: ProcessMark): boolean {
  if (!Number.isSafeInteger(id) || id <= 0) return false;
  const status = readStatus(id);
  if (status?.isDead) return false;
  if (status && startedAt !== undefined && status.startedAt !== startedAt) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Source: proc_pid_stat(5). Undefined where there is no such file: on other systems, and for what has ended. */
function readStatus(id: number): { isDead: boolean; startedAt: string } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${id}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the program's name in brackets, and may hold spaces and brackets itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = '', startedAt = ''] = [fields[0], fields[19]];
  return { isDead: 'ZXx'.includes(state), startedAt };
}
