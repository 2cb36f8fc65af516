import { Reply, SmilePlus } from 'lucide-react';
import { type KeyboardEvent, useContext, useRef, useState } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import { useReactions } from '../../client/react/index.ts';
import { emojiName } from '../text/quick-emoji.ts';
import { MessageActionsContext } from './message-actions.ts';
import { MessageMenu } from './message-menu.tsx';
import { useCanHover } from './use-can-hover.ts';

export interface MessageBarProps {
  readonly message: MessageFrame;
  readonly isOwn: boolean;
  /** Whether somebody looks at the message: else there is only its menu. */
  readonly isShown: boolean;
}

/**
 * What may be done about a message: a reaction by one step, and its menu. The menu is the one place at which the keyboard stops;
 * the arrows lead through the others. Where nothing can hover there is the menu alone.
 */
export function MessageBar({ message, isOwn, isShown }: MessageBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const isWhole = useCanHover() && isShown;
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const buttons = buttonsOf(event.currentTarget);
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    if (by === 0 || at === -1) return;
    event.preventDefault();
    buttons.at((at + by) % buttons.length)?.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Message"
      className={isWhole ? 'message-bar is-whole' : 'message-bar'}
      onKeyDown={step}
    >
      {isWhole && (
        // What leads back from a dialog must still be there when that is closed.
        <QuickActions message={message} onLeave={() => buttonsOf(bar.current).at(-1)?.focus()} />
      )}
      <MessageMenu message={message} isOwn={isOwn} />
    </div>
  );
}

const buttonsOf = (bar: HTMLElement | null) => [...(bar?.querySelectorAll('button') ?? [])];

function QuickActions({
  message,
  onLeave,
}: {
  readonly message: MessageFrame;
  readonly onLeave: () => void;
}) {
  const { quick, reply, react } = useContext(MessageActionsContext);
  // None changes its place under the pointer.
  const [offered] = useState(quick);
  const { reactions, toggle } = useReactions(message.conversation, message.id);
  return (
    <>
      {offered.map((emoji) => (
        <button
          key={emoji}
          type="button"
          tabIndex={-1}
          className="icon-button"
          aria-label={`React: ${emojiName(emoji)}`}
          title={emojiName(emoji)}
          aria-pressed={reactions.some((one) => one.emoji === emoji && one.mine)}
          onClick={() => toggle(emoji)}
        >
          {emoji}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        className="icon-button"
        aria-label="React…"
        title="React…"
        onClick={() => {
          onLeave();
          react(message);
        }}
      >
        <SmilePlus size={18} aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="icon-button"
        aria-label="Reply"
        title="Reply"
        onClick={() => reply(message)}
      >
        <Reply size={18} aria-hidden />
      </button>
    </>
  );
}
