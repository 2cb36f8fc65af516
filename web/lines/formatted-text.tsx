import { splitCode } from '../text/split-code.ts';
import { splitLinks } from '../text/split-links.ts';
import { splitMatches } from '../text/split-matches.ts';

export interface FormattedTextProps {
  readonly text: string;
  /** What is searched for; '' is nothing. */
  readonly wanted: string;
}

/** A text with its links, its code, and marks where it has what is searched for; nothing of it is markup. */
export const FormattedText = ({ text, wanted }: FormattedTextProps) =>
  splitCode(text).map(({ kind, text: part }, index) =>
    kind === 'text' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
      <Linked key={index} text={part} wanted={wanted} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
      <code key={index} className={kind === 'block' ? 'is-block' : undefined} dir="ltr">
        <Marked text={part} wanted={wanted} />
      </code>
    ),
  );

const Linked = ({ text, wanted }: FormattedTextProps) =>
  splitLinks(text).map(({ text: part, href }, index) =>
    href === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
      <Marked key={index} text={part} wanted={wanted} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
      <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
        <Marked text={part} wanted={wanted} />
      </a>
    ),
  );

const Marked = ({ text, wanted }: FormattedTextProps) =>
  splitMatches(text, wanted).map(({ text: part, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
    isMatch ? <mark key={index}>{part}</mark> : part,
  );
