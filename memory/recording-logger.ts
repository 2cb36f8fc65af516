import type { Logger } from '../chat/ports/runtime.ts';

export interface LogRecord {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly details?: Record<string, unknown>;
}

export interface RecordingLogger extends Logger {
  readonly entries: LogRecord[];
}

export function createRecordingLogger(): RecordingLogger {
  const entries: LogRecord[] = [];
  return {
    entries,
    warn: (message, details) => entries.push({ level: 'warn', message, ...(details && { details }) }),
    error: (message, details) => entries.push({ level: 'error', message, ...(details && { details }) }),
  };
}
