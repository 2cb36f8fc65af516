import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useConnection } from '../../client/react/index.ts';
import { unifyLines } from '../../protocol/lines.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { excessCharacters } from '../text/excess-characters.ts';
import { createDrafts } from './drafts.ts';
import { focusComposer } from './focus-composer.ts';

export interface ComposerProps {
  readonly conversation: string;
  /** Who they are at the issuer: whose drafts these are. */
  readonly user: string;
  readonly send: (content: string) => Promise<unknown>;
}

/** What the server takes for no text: every control character but tab and newline. */
const CONTROL_CHARACTERS = /[^\P{Cc}\t\n]/gu;

/** Where one writes. Enter sends, with Shift it begins a line; what isn't sent is there again after a reload. */
export function Composer({ conversation, user, send }: ComposerProps) {
  const drafts = useMemo(() => createDrafts(user), [user]);
  const [text, setText] = useState(() => drafts.read(conversation));
  const field = useRef<HTMLTextAreaElement>(null);
  const content = unifyLines(text).replace(CONTROL_CHARACTERS, '').trim();
  const excess = useMemo(() => excessCharacters(content), [content]);
  const isTooLong = excess > 0;
  const label = useLabel(conversation);

  useEffect(focusComposer, []);

  function write(next: string): void {
    setText(next);
    drafts.write(conversation, next);
  }

  function submit(): void {
    if (content === '' || isTooLong) return;
    // Whatever becomes of it is a row of the timeline.
    void send(content).catch(() => undefined);
    write('');
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An input method takes its own Enter; Safari tells it after the composition, by this code alone.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    event.preventDefault();
    submit();
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
          aria-describedby="message-fault"
          placeholder={label}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="send"
          aria-label="Send"
          title="Send"
          disabled={content === '' || isTooLong}
        >
          <SendHorizontal size={20} aria-hidden />
        </button>
      </div>
      <p id="message-fault" className="fault" role="status">
        {isTooLong &&
          `That is too long to be sent, by ${excess.toLocaleString()} ${excess === 1 ? 'character' : 'characters'}.`}
      </p>
    </form>
  );
}

function useLabel(conversation: string): string {
  const { user } = useConnection();
  const { kind, name } = nameConversation(conversation);
  if (kind !== 'whisper') return `Message in ${name}`;
  return name === user ? 'Note to yourself' : `Message to ${name}`;
}
