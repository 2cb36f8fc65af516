import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import { useConnection, useMuted, useTyping } from '../../client/react/index.ts';
import { CONTENT_MAX_BYTES, REPLY_CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { useCalled } from '../naming/use-called.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { createDrafts } from './drafts.ts';
import { focusComposer } from './focus-composer.ts';
import { MessageField } from './message-field.tsx';
import { MutedStrip } from './muted-strip.tsx';
import { ReplyStrip } from './reply-strip.tsx';
import { TypingLine } from './typing-line.tsx';

export interface ComposerProps {
  readonly conversation: string;
  /** Who they are at the issuer: whose drafts these are. */
  readonly user: string;
  readonly send: (content: string) => Promise<unknown>;
  /** Edits one's last message. @returns whether there is one */
  readonly editLast: () => boolean;
  /** The message that is being answered. */
  readonly answered: MessageFrame | undefined;
  readonly onReplyEnd: () => void;
}

/** Where one writes. What isn't sent is there again after a reload; with nothing written, the arrow up edits one's last message. */
export function Composer({ conversation, user, send, editLast, answered, onReplyEnd }: ComposerProps) {
  const drafts = useMemo(() => createDrafts(user), [user]);
  const [text, setText] = useState(() => drafts.read(conversation));
  const restored = useRef(text);
  const { say: sayTyping } = useTyping(conversation);
  const field = useRef<HTMLTextAreaElement>(null);
  const label = useLabel(conversation);
  const mutedUntil = useMuted(conversation);

  // A browser leaves the caret before what stands in a field from the beginning.
  useEffect(() => field.current?.setSelectionRange(restored.current.length, restored.current.length), []);
  const answeredId = answered?.id;
  useEffect(() => {
    // What is to be answered is a reason to write, also where that opens a keyboard.
    if (answeredId !== undefined) field.current?.focus();
    else focusComposer();
  }, [answeredId]);

  function write(next: string): void {
    setText(next);
    drafts.write(conversation, next);
    // In the lobby it would be a frame to everybody who is signed in.
    if (next !== '' && conversation !== 'lobby' && mutedUntil === undefined) sayTyping();
  }

  function submit(content: string): void {
    // Whatever becomes of it is a row of the timeline.
    void send(content).catch(() => undefined);
    write('');
    field.current?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    const isPlain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    if (event.key === 'Escape') onReplyEnd();
    if (event.key === 'ArrowUp' && isPlain && text === '' && editLast()) event.preventDefault();
  }

  return (
    <>
      <TypingLine conversation={conversation} />
      <MutedStrip until={mutedUntil} />
      {answered && <ReplyStrip message={answered} onCancel={onReplyEnd} />}
      <MessageField
        field={field}
        label={label}
        text={text}
        onText={write}
        action="Send"
        icon={SendHorizontal}
        most={answered ? REPLY_CONTENT_MAX_BYTES : CONTENT_MAX_BYTES}
        isHeld={mutedUntil !== undefined}
        onSubmit={submit}
        onKey={onKey}
      />
    </>
  );
}

function useLabel(conversation: string): string {
  const { user } = useConnection();
  const { kind, name } = nameConversation(conversation);
  const called = useCalled(kind === 'whisper' ? name : undefined);
  if (kind !== 'whisper') return `Message in ${name}`;
  return name === user ? 'Note to yourself' : `Message to ${called}`;
}
