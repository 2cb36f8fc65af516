import { ArrowLeft, Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useConnection, useGroupNames } from '../../client/react/index.ts';
import { addressOf } from '../chat/use-route.ts';
import { ConversationIcon } from '../elements/conversation-icon.tsx';
import { PresenceDot } from '../elements/presence-dot.tsx';
import { GroupTitle } from '../groups/group-title.tsx';
import { PinnedButton } from '../groups/pinned-button.tsx';
import { ActionsMenu } from '../lazy-popups.tsx';
import { GroupMenu } from '../menus/group-menu.tsx';
import { WhisperMenu } from '../menus/whisper-menu.tsx';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { nameConversation, titleOf } from '../text/conversation-name.ts';
import { ConversationAbout } from './conversation-about.tsx';
import { focusComposer } from './focus-composer.ts';

export interface ConversationHeaderProps {
  readonly conversation: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Enter: to the newest one that is found. */
  readonly onGo: () => void;
  /** Leads to a message, by its event's id. */
  readonly onShow: (id: string) => void;
}

/** A conversation's name, the search in what is loaded of it, and what may be done with it. */
export function ConversationHeader({
  conversation,
  search,
  onSearch,
  onGo,
  onShow,
}: ConversationHeaderProps) {
  const { user } = useConnection();
  const { kind, name } = nameConversation(conversation);
  const isMember = useGroupNames().includes(name) && kind === 'group';
  const [isSearching, setIsSearching] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isSearching) field.current?.focus();
  }, [isSearching]);
  const close = () => {
    setIsSearching(false);
    onSearch('');
    focusComposer();
  };
  return (
    <header className="conversation-header">
      <a className="icon-button back" href={addressOf('')} aria-label="Conversations" title="Conversations">
        <ArrowLeft size={20} aria-hidden />
      </a>
      <ConversationIcon conversation={conversation} />
      <div className="heading">
        <h1>
          <SentenceLine of={titleOf(conversation, user)} />
          {kind === 'group' && <GroupTitle name={name} />}
          {kind === 'whisper' && <PresenceDot name={name} />}
        </h1>
        <ConversationAbout conversation={conversation} />
      </div>
      {isMember && <PinnedButton conversation={conversation} onShow={onShow} />}
      {isSearching ? (
        <>
          <input
            ref={field}
            type="search"
            className="search"
            aria-label="Search in what is loaded"
            placeholder="Search in what is loaded"
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') close();
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) onGo();
            }}
          />
          <button
            type="button"
            className="icon-button"
            aria-label="End the search"
            title="End the search"
            onClick={close}
          >
            <X size={20} aria-hidden />
          </button>
        </>
      ) : (
        <button
          type="button"
          className="icon-button"
          aria-label="Search"
          title="Search"
          onClick={() => setIsSearching(true)}
        >
          <Search size={20} aria-hidden />
        </button>
      )}
      {kind === 'lobby' && (
        <ActionsMenu label="Actions for the lobby" conversation={conversation} actions={[]} />
      )}
      {kind === 'group' && <GroupMenu name={name} />}
      {kind === 'whisper' && <WhisperMenu name={name} />}
    </header>
  );
}
