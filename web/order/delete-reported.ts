import { type ChatClient, ChatRequestError } from '../../client/index.ts';
import { tell } from '../tell.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { TOLD_AT_A_FIELD } from '../told-at-a-field.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

/** Takes back a message that somebody reported, and tells what comes to nothing. @returns whether it is gone, by this or before */
export async function deleteReported(
  client: Pick<ChatClient, 'delete' | 'state' | 'on'>,
  conversation: string,
  id: string,
): Promise<boolean> {
  const ref = crypto.randomUUID();
  TOLD_AT_A_FIELD.add(ref);
  try {
    const outcome = await untilDoneOrWaiting(client, client.delete(conversation, id, { ref }));
    return outcome === 'done';
  } catch (error) {
    tell(errorSentence(error));
    return error instanceof ChatRequestError && error.code === 'message_not_found';
  } finally {
    TOLD_AT_A_FIELD.delete(ref);
  }
}
