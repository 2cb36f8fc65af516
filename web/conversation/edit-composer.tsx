import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import { CONTENT_MAX_BYTES, REPLY_CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { MessageField } from './message-field.tsx';

export interface EditComposerProps {
  readonly message: MessageFrame;
  readonly save: (content: string) => void;
  readonly onEnd: () => void;
}

/** In the place of the composer, while a message of one's own is edited: Enter saves it, Escape leaves it as it is. */
export function EditComposer({ message, save, onEnd }: EditComposerProps) {
  const [text, setText] = useState(message.content);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  return (
    <MessageField
      field={field}
      label="Edit your message"
      text={text}
      onText={setText}
      most={message.reply_to ? REPLY_CONTENT_MAX_BYTES : CONTENT_MAX_BYTES}
      action="Save"
      icon={Check}
      onSubmit={(content) => {
        // What failed is told at the message.
        if (content !== message.content) save(content);
        onEnd();
      }}
      onKey={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <p className="editing-note">
        You are editing a message.{' '}
        <button type="button" className="link-button" onClick={onEnd}>
          Cancel
        </button>
      </p>
    </MessageField>
  );
}
