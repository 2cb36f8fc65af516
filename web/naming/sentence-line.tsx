import { PersonName } from './person-name.tsx';
import type { Sentence } from './sentence.ts';

/** A sentence in the page. Those named in it are set apart: a display name may be made of words that would pass for what is said. */
export const SentenceLine = ({ of }: { readonly of: Sentence }) =>
  of.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change places
      <span key={index} className="who">
        <PersonName name={part.name} />
      </span>
    ),
  );
