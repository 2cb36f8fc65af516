import type { Sentence } from '../../naming/sentence.ts';

/** Who is writing. @param users by name */
export function typingSentence(users: readonly string[]): Sentence {
  const [first, second, ...more] = users;
  if (first === undefined) return [];
  if (second === undefined) return [{ name: first }, ' is typing…'];
  if (more.length > 0) return ['Several people are typing…'];
  return [{ name: first }, ' and ', { name: second }, ' are typing…'];
}
