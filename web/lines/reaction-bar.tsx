import { SmilePlus } from 'lucide-react';
import { useContext } from 'react';
import type { MessageFrame, ReactionCount } from '../../client/index.ts';
import { useConnection, useReactions } from '../../client/react/index.ts';
import { MessageActionsContext } from '../menus/message-actions.ts';
import type { Sentence } from '../naming/sentence.ts';
import { useSentenceText } from '../naming/use-called.ts';
import { namesSentence } from '../text/sentences/names-sentence.ts';

/** How a message was reacted to: a button for each kind, which adds one's own or takes it back. Nothing where nobody has. */
export function ReactionBar({ message }: { readonly message: MessageFrame }) {
  const { user } = useConnection();
  const { react } = useContext(MessageActionsContext);
  const { reactions, toggle } = useReactions(message.conversation, message.id);
  if (reactions.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is shown
    <div role="group" aria-label="Reactions" className="reactions">
      {reactions.map((reaction) => (
        <ReactionButton
          key={reaction.emoji}
          reaction={reaction}
          user={user}
          onToggle={() => toggle(reaction.emoji)}
        />
      ))}
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

interface ReactionButtonProps {
  readonly reaction: ReactionCount;
  readonly user: string | undefined;
  readonly onToggle: () => void;
}

function ReactionButton({ reaction, user, onToggle }: ReactionButtonProps) {
  const { emoji, count, mine = false } = reaction;
  const who = useSentenceText(namesSentence(peopleOf(reaction, user), count));
  return (
    <button
      type="button"
      className="reaction"
      aria-pressed={mine}
      aria-label={`${emoji} ${count}: ${who}`}
      title={who}
      onClick={onToggle}
    >
      {emoji} <span>{count}</span>
    </button>
  );
}

/** Oneself first. */
function peopleOf({ by, mine }: ReactionCount, user: string | undefined): Sentence {
  const others = by.filter((name) => name !== user).map((name) => ({ name }));
  return mine ? ['You', ...others] : others;
}
