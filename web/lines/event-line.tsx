import type { StandingFrame } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { eventSentence } from '../text/event-sentence.ts';
import { fullTimeOf } from '../text/times.ts';

/** Something that happened and isn't a message. */
export function EventLine({ event }: { readonly event: Exclude<StandingFrame, { type: 'message' }> }) {
  const { user } = useConnection();
  return (
    <p className="event" title={fullTimeOf(event.ts)}>
      <SentenceLine of={eventSentence(event, user)} />
    </p>
  );
}
