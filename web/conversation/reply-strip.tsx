import { X } from 'lucide-react';
import type { MessageFrame } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { plainBeginning } from '../text/plain-text.ts';

export interface ReplyStripProps {
  readonly message: MessageFrame;
  readonly onCancel: () => void;
}

/** Above the field: what the message that is written there answers. */
export function ReplyStrip({ message: { from, content }, onCancel }: ReplyStripProps) {
  const { user } = useConnection();
  return (
    <div className="reply-strip">
      <p role="status">
        Replying to <SentenceLine of={[from === user ? 'yourself' : { name: from }]} />:{' '}
        <bdi dir="auto">{plainBeginning(content, 100)}</bdi>
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label="Don’t reply"
        title="Don’t reply (Escape)"
        onClick={onCancel}
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
