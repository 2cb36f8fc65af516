import { useTyping } from '../../client/react/index.ts';

/** Who is writing just now. Its line is always there, so that nothing moves when somebody begins. */
export function TypingLine({ conversation }: { readonly conversation: string }) {
  const { users } = useTyping(conversation);
  return (
    <p className="typing" role="status">
      {typingSentence(users)}
    </p>
  );
}

/** @param users by name */
function typingSentence(users: readonly string[]): string {
  const [first, second, ...more] = users;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  return more.length === 0 ? `${first} and ${second} are typing…` : 'Several people are typing…';
}
