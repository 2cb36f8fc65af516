import type { Log } from '../chat/ports/runtime.ts';

export interface Fault {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly details?: Record<string, unknown>;
}

export interface RecordingLog extends Log {
  readonly entries: Fault[];
}

export function createRecordingLog(): RecordingLog {
  const entries: Fault[] = [];
  return {
    entries,
    warn: (message, details) => entries.push({ level: 'warn', message, ...(details && { details }) }),
    error: (message, details) => entries.push({ level: 'error', message, ...(details && { details }) }),
  };
}
