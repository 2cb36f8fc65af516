import { type Annotation, NO_ANNOTATION, type Reaction } from '../../chat/ports/messages/reactions.ts';
import { readRow } from '../dynamodb/read-row.ts';

type Item = Readonly<Record<string, unknown>>;

/** An emoji's attribute in the row of a user and a message. */
export const attributeOf = (emoji: string) => PREFIX + emoji;
const PREFIX = 'r:';

/** What such an attribute holds. One that was taken back stays, so that an older command can't come after it. */
export interface StoredReaction {
  readonly id: string;
  readonly isOn: boolean;
  readonly hiddenFrom?: Reaction['hiddenFrom'];
}

/** What stands in the row of a user and a message. */
export function reactionsIn(item: Item): Reaction[] {
  return Object.entries(item).flatMap(([name, value]) => {
    if (!name.startsWith(PREFIX)) return [];
    const { id, isOn, hiddenFrom = [] } = value as StoredReaction;
    return isOn ? [{ emoji: name.slice(PREFIX.length), user: String(item.sk), id, hiddenFrom }] : [];
  });
}

/** @param item one that is only scheduled has nothing but a time */
export function toAnnotation(item: Item | undefined): Annotation {
  if (!item) return NO_ANNOTATION;
  const { tally, ...rest } = readRow(item, { version: 'number?', flushAt: 'number?', tally: 'object?' });
  return { ...NO_ANNOTATION, ...(tally as Partial<Annotation> | undefined), ...rest };
}
