import { groupIn, type ReportItem } from '../../client/index.ts';

export interface ReportReader {
  readonly user: string | undefined;
  /** The groups that they are in. */
  readonly groups: readonly string[];
}

/**
 * Where who reads a report can see what was reported, as the page calls that. What was whispered only the two can see, and a report
 * calls that as who reported it does; undefined: nowhere.
 */
export function whereReported(
  { by, conversation, message }: Pick<ReportItem, 'by' | 'conversation' | 'message'>,
  { user, groups }: ReportReader,
): string | undefined {
  const group = groupIn(conversation);
  if (group !== undefined) return groups.includes(group) ? conversation : undefined;
  if (conversation === 'lobby' || by === user) return conversation;
  return message.from === user ? `whisper:${by}` : undefined;
}
