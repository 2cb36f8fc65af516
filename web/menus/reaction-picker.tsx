import { useId, useState } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import { useReactions } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { COMMON_EMOJI } from '../text/quick-emoji.ts';
import { NO_EMOJI } from '../text/sentences/error-sentence.ts';
import { typedEmoji } from '../text/typed-emoji.ts';

export interface ReactionPickerProps {
  readonly message: MessageFrame;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Reacts to a message by one of a few emoji, or by another that is typed; what is there of one's own is taken back. */
export function ReactionPicker({ message, isOpen, onOpenChange }: ReactionPickerProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [isFault, setIsFault] = useState(false);
  const { reactions, toggle } = useReactions(message.conversation, message.id);
  const mine = reactions.filter((one) => one.mine).map(({ emoji }) => emoji);
  const choose = (emoji: string) => {
    toggle(emoji);
    setText('');
    setIsFault(false);
    onOpenChange(false);
  };
  const typed = text.trim();
  const submit = () => {
    if (typed === '') return;
    const emoji = typedEmoji(typed);
    if (emoji === undefined) setIsFault(true);
    else choose(emoji);
  };
  return (
    <Popup title="React to the message" isOpen={isOpen} onOpenChange={onOpenChange}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the title */}
      <div role="group" aria-label="Emoji" className="emoji">
        {COMMON_EMOJI.map(([emoji, name], place) => (
          <button
            key={emoji}
            type="button"
            className="icon-button"
            data-focus-first={place === 0 || undefined}
            aria-label={name}
            title={name}
            aria-pressed={mine.includes(emoji)}
            onClick={() => choose(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      <form
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor={id}>Another emoji</label>
        <div>
          <input
            id={id}
            value={text}
            autoComplete="off"
            spellCheck={false}
            maxLength={48}
            aria-invalid={isFault}
            aria-describedby={`${id}-fault`}
            onChange={(event) => {
              setText(event.target.value);
              setIsFault(false);
            }}
          />
          <button type="submit" className="button primary" disabled={typed === ''}>
            React
          </button>
        </div>
        <p id={`${id}-fault`} className="fault" role="alert">
          {isFault && NO_EMOJI}
        </p>
      </form>
    </Popup>
  );
}
