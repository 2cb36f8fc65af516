import { ArrowLeft, Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { nameConversation } from '../text/conversation-name.ts';
import { GroupMenu } from './group-menu.tsx';
import { addressOf } from './use-route.ts';
import { WhisperMenu } from './whisper-menu.tsx';

export interface ConversationHeaderProps {
  readonly conversation: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** A conversation's name, the search in what is loaded of it, and what may be done with it. */
export function ConversationHeader({ conversation, search, onSearch }: ConversationHeaderProps) {
  const { kind, name } = nameConversation(conversation);
  const [isSearching, setIsSearching] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isSearching) field.current?.focus();
  }, [isSearching]);
  const close = () => {
    setIsSearching(false);
    onSearch('');
  };
  return (
    <header className="conversation-header">
      <a className="icon-button back" href={addressOf('')} aria-label="Conversations">
        <ArrowLeft size={20} aria-hidden />
      </a>
      <h1>{name}</h1>
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
            onKeyDown={(event) => event.key === 'Escape' && close()}
          />
          <button type="button" className="icon-button" aria-label="End the search" onClick={close}>
            <X size={20} aria-hidden />
          </button>
        </>
      ) : (
        <button
          type="button"
          className="icon-button"
          aria-label="Search"
          onClick={() => setIsSearching(true)}
        >
          <Search size={20} aria-hidden />
        </button>
      )}
      {kind === 'group' && <GroupMenu name={name} />}
      {kind === 'whisper' && <WhisperMenu name={name} />}
    </header>
  );
}
