import { Pin } from 'lucide-react';
import { useState } from 'react';
import { usePins } from '../../client/react/index.ts';
import { PinnedMessages } from '../lazy-popups.tsx';

export interface PinnedButtonProps {
  /** Of a group that one is in. */
  readonly conversation: string;
  /** Leads to a message, by its event's id. */
  readonly onShow: (id: string) => void;
}

/** How many messages are pinned, where any are; opens their list. */
export function PinnedButton({ conversation, onShow }: PinnedButtonProps) {
  const { messages } = usePins(conversation);
  const [isOpen, setIsOpen] = useState(false);
  const label = `Pinned messages: ${messages.length}`;
  return (
    <>
      {messages.length > 0 && (
        <button
          type="button"
          className="icon-button"
          aria-label={label}
          title={label}
          onClick={() => setIsOpen(true)}
        >
          <Pin size={20} aria-hidden />
          <span className="badge is-over">{messages.length}</span>
        </button>
      )}
      <PinnedMessages
        conversation={conversation}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onShow={(id) => {
          setIsOpen(false);
          onShow(id);
        }}
      />
    </>
  );
}
