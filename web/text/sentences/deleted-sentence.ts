import type { MessageFrame } from '../../../client/index.ts';
import type { Sentence } from '../../naming/sentence.ts';
import { DELETED } from '../preview-of.ts';

/** What stands where a message was, with who has deleted it where that isn't its author. @param user who looks at it */
export function deletedSentence({ deleted_by: by }: MessageFrame, user: string | undefined): Sentence {
  if (by === undefined) return [DELETED];
  return [`${DELETED} by `, by === user ? 'you' : { name: by }];
}
