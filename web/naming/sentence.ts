/** Somebody in a sentence, by the name that nobody else has. */
export interface Named {
  readonly name: string;
}

/** A sentence that names people: what they are called is known where it is shown. */
export type Sentence = readonly (string | Named)[];

/** A sentence as text. @param call says what somebody is called, by name */
export const sentenceText = (sentence: Sentence, call: (name: string) => string): string =>
  sentence.map((part) => (typeof part === 'string' ? part : call(part.name))).join('');

/** Who is named in a sentence. */
export const namesIn = (sentence: Sentence): readonly string[] =>
  sentence.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
