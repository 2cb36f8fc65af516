import { type ChangeCommand, ChatRequestError } from '../../client/index.ts';
import { errorSentence } from './sentences/error-sentence.ts';
import { shorten } from './shorten.ts';

/** Why an edit or a deletion came to nothing; of an edit, with what was written. */
export function changeFailure(command: ChangeCommand, error: unknown): string {
  const deed = command.type === 'edit' ? `edited to “${shorten(command.content, 100)}”` : 'deleted';
  const isKnown = !(error instanceof ChatRequestError && error.code === 'given_up');
  return `${isKnown ? 'Not' : 'Perhaps not'} ${deed}: ${errorSentence(error)}`;
}
