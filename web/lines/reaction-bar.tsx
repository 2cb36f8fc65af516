import { SmilePlus } from 'lucide-react';
import { useContext } from 'react';
import type { MessageFrame, ReactionCount } from '../../client/index.ts';
import { useConnection, useReactions } from '../../client/react/index.ts';
import { MessageActionsContext } from '../menus/message-actions.ts';
import { namesText } from '../text/names-text.ts';

/** How a message was reacted to: a button for each kind, which adds one's own or takes it back. Nothing where nobody has. */
export function ReactionBar({ message }: { readonly message: MessageFrame }) {
  const { user } = useConnection();
  const { react } = useContext(MessageActionsContext);
  const { reactions, toggle } = useReactions(message.conversation, message.id);
  if (reactions.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is shown
    <div role="group" aria-label="Reactions" className="reactions">
      {reactions.map((reaction) => {
        const who = namesText(namesOf(reaction, user), reaction.count);
        return (
          <button
            key={reaction.emoji}
            type="button"
            className="reaction"
            aria-pressed={reaction.mine ?? false}
            aria-label={`${reaction.emoji} ${reaction.count}: ${who}`}
            title={who}
            onClick={() => toggle(reaction.emoji)}
          >
            {reaction.emoji} <span>{reaction.count}</span>
          </button>
        );
      })}
      <button
        type="button"
        className="reaction"
        aria-label="Add a reaction"
        title="Add a reaction"
        onClick={() => react(message)}
      >
        <SmilePlus size={16} aria-hidden />
      </button>
    </div>
  );
}

/** Oneself first. */
function namesOf({ by, mine }: ReactionCount, user: string | undefined): readonly string[] {
  const others = by.filter((name) => name !== user);
  return mine ? ['You', ...others] : others;
}
