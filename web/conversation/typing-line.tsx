import { useTyping } from '../../client/react/index.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { typingSentence } from '../text/sentences/typing-sentence.ts';

/** Who is writing just now. Its line is always there, so that nothing moves when somebody begins. */
export function TypingLine({ conversation }: { readonly conversation: string }) {
  const { users } = useTyping(conversation);
  return (
    <p className="typing" role="status">
      <SentenceLine of={typingSentence(users)} />
    </p>
  );
}
