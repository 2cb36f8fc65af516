import type { RelationFrame } from '../frames/logged.ts';
import { type EventRecord, placeIn, type WaitRule, whisperOf } from './event-record.ts';

/** Between two users. `from` acted, except in `friends`, where `from` is who had asked. */
export interface RelationEvent {
  readonly type: 'friend_request' | 'friends' | 'declined' | 'unfriended' | 'blocked' | 'unblocked';
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

type LoggedRelation = RelationEvent & Pick<RelationFrame, 'type'>;
type Describe = EventRecord<RelationEvent>['describe'];

const betweenTwo = { blockableAuthor: () => undefined };

const logged = (waits: WaitRule, describe: Describe): EventRecord<LoggedRelation> => ({
  ...betweenTwo,
  waits,
  describe,
  isLogged: true,
  frame: (event, viewer) => ({
    type: event.type,
    ...placeIn(whisperOf(event, viewer), event),
    from: event.from,
    to: event.to,
  }),
});

/** The decliner's devices learn that their lists are others. */
const declined: EventRecord<RelationEvent> = {
  ...betweenTwo,
  waits: 'never',
  describe: ({ to }) => `(Friends): ${to} declined`,
  isLogged: false,
  frame: ({ to }) => ({ type: 'relation_changed', user: to }),
};

export const relations = {
  friend_request: logged('while requested', ({ from, to }, viewer) =>
    viewer === to ? `(Friend request from ${from})` : `(Friend request to ${to})`,
  ),
  friends: logged('never', ({ from, to }) => `(Friends): ${from} and ${to} are now friends`),
  declined,
  unfriended: logged('never', ({ to }) => `(Friends): ${to} removed`),
  blocked: logged('until told', ({ from, to }, viewer) =>
    viewer === to ? `(Block): ${from} blocked you` : `(Block): ${to} blocked`,
  ),
  unblocked: logged('never', ({ to }) => `(Block): ${to} unblocked`),
};
