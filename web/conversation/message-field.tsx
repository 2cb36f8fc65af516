import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo } from 'react';
import { unifyLines } from '../../protocol/lines.ts';
import { excessCharacters } from '../text/excess-characters.ts';

export interface MessageFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** What it is for. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** How many bytes it may have. */
  readonly most: number;
  /** What the button does, which Enter does too. */
  readonly action: string;
  readonly icon: LucideIcon;
  /** Whether it may not be said now: it stays where it is written. */
  readonly isHeld?: boolean;
  /** Given what is to be said, which is something, and not too long. */
  readonly onSubmit: (content: string) => void;
  /** Any other key. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** Below it, while nothing is wrong. */
  readonly children?: ReactNode;
}

/** What the server takes for no text: every control character but tab and newline. */
const CONTROL_CHARACTERS = /[^\P{Cc}\t\n]/gu;

/** A field in which a message is written. Enter submits it, with Shift it begins a line. */
export function MessageField(props: MessageFieldProps) {
  const { field, label, text, onText, most, action, icon: Icon, isHeld, onSubmit, onKey, children } = props;
  const content = unifyLines(text).replace(CONTROL_CHARACTERS, '').trim();
  const excess = useMemo(() => excessCharacters(content, most), [content, most]);
  const isTooLong = excess > 0;

  function submit(): void {
    if (content !== '' && !isTooLong && !isHeld) onSubmit(content);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An input method takes its own keys; Safari tells of its Enter after the composition, by this code alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else onKey(event);
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="field">
        <textarea
          id="message"
          ref={field}
          value={text}
          // For browsers that don't let the field grow with its content.
          rows={Math.min(8, text.split('\n', 8).length)}
          dir="auto"
          aria-label={label}
          aria-invalid={isTooLong}
          aria-describedby={isHeld ? 'muted message-fault' : 'message-fault'}
          placeholder={label}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="send"
          aria-label={action}
          title={action}
          disabled={content === '' || isTooLong || isHeld}
        >
          <Icon size={20} aria-hidden />
        </button>
      </div>
      <div className="below-field">
        <p id="message-fault" className="fault" role="status">
          {isTooLong &&
            `That is too long to be sent, by ${excess.toLocaleString()} ${excess === 1 ? 'character' : 'characters'}.`}
        </p>
        {children}
      </div>
    </form>
  );
}
