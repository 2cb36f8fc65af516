import type { Sentence } from '../../naming/sentence.ts';

const MOST_NAMES = 10;

/** `Ann, Ben and 3 others`. @param count how many there are in all, those who are listed among them */
export function namesSentence(listed: Sentence, count: number): Sentence {
  const shown = listed.slice(0, MOST_NAMES);
  const others = count - shown.length;
  const all = others > 0 ? [...shown, others === 1 ? '1 other' : `${others} others`] : shown;
  return all.flatMap((each, place) => {
    if (place === 0) return [each];
    return [place === all.length - 1 ? ' and ' : ', ', each];
  });
}
