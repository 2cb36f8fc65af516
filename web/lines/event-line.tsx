import { useContext } from 'react';
import type { StandingFrame } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { MessageActionsContext } from '../menus/message-actions.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { eventSentence } from '../text/sentences/event-sentence.ts';
import { fullTimeOf } from '../text/times.ts';

/** Something that happened and isn't a message; what was pinned is led to. */
export function EventLine({ event }: { readonly event: Exclude<StandingFrame, { type: 'message' }> }) {
  const { user } = useConnection();
  const { show } = useContext(MessageActionsContext);
  const sentence = <SentenceLine of={eventSentence(event, user)} />;
  return (
    <p className="event" title={fullTimeOf(event.ts)}>
      {event.type === 'pinned' ? (
        <button type="button" className="event-link" onClick={() => show(event.of)}>
          {sentence}
        </button>
      ) : (
        sentence
      )}
    </p>
  );
}
