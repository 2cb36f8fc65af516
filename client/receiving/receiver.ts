import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import type { Events } from '../events.ts';
import type { StoreChanges, StoredParts } from '../storage/store.ts';
import { groupIn, keyOf } from '../wire/conversation.ts';
import { endsMembership } from '../wire/ends-membership.ts';
import type { KnownFrame } from '../wire/frames.ts';
import type { SyncPorts, SyncResult } from './sync.ts';
import { createSyncPosition, type SyncPosition } from './sync-position.ts';

export interface ReceiverPorts {
  emit<
    Name extends
      | 'event'
      | 'message'
      | 'read'
      | 'notify'
      | 'typing'
      | 'presence'
      | 'reactions'
      | 'muted'
      | 'relation'
      | 'invitations'
      | 'gap'
      | 'groups',
  >(name: Name, event: Events[Name]): void;
  save(changes: StoreChanges): void;
  /** This user is in a group since just now. */
  onJoined(): void;
}

/** What comes in: passes on each event once, and knows how far it has read. */
export interface Receiver extends Omit<SyncPorts, 'settings'> {
  readonly user: string | undefined;
  readonly groups: readonly string[];
  /** By how much the server's clock is ahead of this one's, milliseconds. */
  readonly clockAhead: number;
  restore(parts: StoredParts): void;
  /**
   * Another user's conversations begin anew, each with a `gap`.
   * @returns whether what was restored is another user's
   */
  onSignedIn(user: string): boolean;
  /** A frame as it came, live. */
  onFrame(
    frame: Extract<
      KnownFrame,
      {
        readonly kind:
          | 'logged'
          | 'read'
          | 'notify'
          | 'typing'
          | 'presence'
          | 'reactions'
          | 'muted'
          | 'relation_changed'
          | 'invitations_changed';
      }
    >,
  ): void;
}

export function createReceiver(ports: ReceiverPorts): Receiver {
  let position: SyncPosition = createSyncPosition();
  let clockAhead = 0;
  /** Groups left while a sync is running, which may still name them. */
  const left = new Set<string>();
  /** By a group's key: the last time that this user joined it, which an older `left` may come behind. */
  const joined = new Map<string, string>();

  /** In the order of their names. */
  const groupsOf = ({ cursors }: SyncPosition) =>
    Object.keys(cursors)
      .flatMap((key) => groupIn(key) ?? [])
      .sort();

  /** What `groups` gives until they are others. */
  let groups: readonly string[] = [];

  /** Saves what changes cursors, and tells when the groups are others than before. */
  function change(to: () => StoreChanges): void {
    ports.save(to());
    const now = groupsOf(position);
    if (now.join(' ') === groups.join(' ')) return;
    groups = now;
    ports.emit('groups', groups);
  }

  /** What was known of each conversation is of no use any more, and the app has to load it anew. */
  function startAnew(to: () => StoreChanges): void {
    const keys = Object.keys(position.cursors);
    change(to);
    for (const key of keys) ports.emit('gap', { key });
  }

  function take(event: LoggedFrame, isLive: boolean): void {
    const changes = position.admit(event);
    const key = keyOf(event.conversation);
    if (event.type === 'joined' && event.user === position.user && (isLive || changes)) {
      if (event.id > (joined.get(key) ?? '')) joined.set(key, event.id);
      ports.onJoined();
    }
    // In a sync it says nothing new: that names the groups itself.
    if (endsMembership(event, position.user) && isLive && changes && event.id > (joined.get(key) ?? '')) {
      left.add(key);
      change(() => position.drop(key));
    }
    if (!changes) return;
    const told = { ...event, isLive };
    ports.emit('event', told);
    if (told.type === 'message') ports.emit('message', told);
    // After it was passed on: a crash in between repeats it, where the other order would lose it.
    ports.save(changes);
  }

  function onSynced({ cursors, recovered, clockAhead: ahead }: SyncResult): void {
    if (ahead !== undefined) clockAhead = ahead;
    const known = Object.fromEntries(Object.entries(cursors).filter(([key]) => !left.has(key)));
    const gaps = Object.keys(known).filter((key) => recovered.get(key) === false);
    change(() => position.adopt({ cursors: known, incomplete: new Set(gaps) }));
    for (const key of gaps) ports.emit('gap', { key });
  }

  return {
    get user() {
      return position.user;
    },
    get groups() {
      return groups;
    },
    get clockAhead() {
      return clockAhead;
    },
    restore(parts) {
      position = createSyncPosition(parts);
      groups = groupsOf(position);
    },
    onSignedIn(user) {
      const isOther = position.user !== undefined && position.user !== user;
      if (!isOther) change(() => position.claim(user));
      else {
        joined.clear();
        startAnew(() => position.claim(user));
      }
      return isOther;
    },
    onFrame(known) {
      if (known.kind === 'logged') take(known.frame, true);
      else if (known.kind === 'relation_changed') ports.emit('relation', known.frame);
      else if (known.kind === 'invitations_changed') ports.emit('invitations', known.frame);
      else ports.emit(known.kind, known.frame);
    },
    cursors() {
      left.clear();
      return position.cursorsToSend();
    },
    onEvent: (event) => take(event, false),
    onSynced,
    onUselessCursors: () => startAnew(() => position.drop()),
  };
}
