import { useProfiles, useTyping } from '../../client/react/index.ts';

/** Who is writing just now. Its line is always there, so that nothing moves when somebody begins. */
export function TypingLine({ conversation }: { readonly conversation: string }) {
  const { users } = useTyping(conversation);
  const profiles = useProfiles(users);
  return (
    <p className="typing" role="status">
      {typingSentence(users.map((user) => profiles.get(user)?.display_name ?? user))}
    </p>
  );
}

/** @param users as they are called */
function typingSentence(users: readonly string[]): string {
  const [first, second, ...more] = users;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  return more.length === 0 ? `${first} and ${second} are typing…` : 'Several people are typing…';
}
