import { PinOff } from 'lucide-react';
import { useRef } from 'react';
import { groupIn } from '../../client/index.ts';
import { useChatClient, usePins } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { useKeptFocus } from '../elements/use-kept-focus.ts';
import { PersonName } from '../naming/person-name.tsx';
import { serverNow } from '../text/clock.ts';
import { plainBeginning } from '../text/plain-text.ts';
import { fullTimeOf, shortTimeOf } from '../text/times.ts';
import { useOwnRole } from './use-own-role.ts';

export interface PinnedMessagesProps {
  readonly conversation: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Leads to one of them, by its event's id. */
  readonly onShow: (id: string) => void;
}

/** So many characters of a message are shown: the rest stands where it was said. */
const SHOWN_CHARACTERS = 200;

/** What is pinned in a group, the last pinned first; each leads to where it was said. */
export function PinnedMessages({ conversation, isOpen, onOpenChange, onShow }: PinnedMessagesProps) {
  const client = useChatClient();
  const { messages } = usePins(conversation);
  const mayUnpin = useOwnRole(groupIn(conversation)) !== 'member';
  const list = useRef<HTMLUListElement>(null);
  const focus = useKeptFocus(list, messages);
  return (
    <Popup title="Pinned messages" isOpen={isOpen} onOpenChange={onOpenChange}>
      {messages.length === 0 && <p className="empty">Nothing is pinned any more.</p>}
      <ul ref={list} className="panel" aria-label="Pinned messages" {...focus}>
        {messages.map(({ id, from, ts, content }) => (
          <li key={id} className="pinned">
            <button type="button" onClick={() => onShow(id)}>
              <span className="author">
                <PersonName name={from} />
              </span>{' '}
              <time dateTime={ts} title={fullTimeOf(ts)}>
                {shortTimeOf(ts, serverNow())}
              </time>
              <bdi dir="auto">{plainBeginning(content, SHOWN_CHARACTERS)}</bdi>
            </button>
            {mayUnpin && (
              <button
                type="button"
                className="icon-button"
                aria-label={`Unpin the message of ${from}`}
                title="Unpin"
                onClick={() => client.unpin(conversation, id).catch(() => undefined)}
              >
                <PinOff size={18} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Popup>
  );
}
