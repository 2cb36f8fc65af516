import type { ChangeCommand } from '../../client/index.ts';
import { errorSentence } from './error-sentence.ts';
import { shorten } from './shorten.ts';

/** Why an edit or a deletion came to nothing; of an edit, with what was written. */
export function changeFailure(command: ChangeCommand, error: unknown): string {
  const deed = command.type === 'edit' ? `edited to “${shorten(command.content, 100)}”` : 'deleted';
  return `Not ${deed}: ${errorSentence(error)}`;
}
