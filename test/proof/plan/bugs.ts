import type { ChatPorts } from '../../../chat/ports/chat-ports.ts';
import type { Blockers } from '../../../chat/ports/people/blocks.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';

/** Mistakes that are made on purpose, to see that the proof finds them. */
export interface Bugs {
  /** The client never syncs a second time, 35 s after a new subscription. */
  readonly skipSecondSync?: boolean;
  /** What a client is told of a change of a message that hasn't come yet is dropped. */
  readonly dropEarlyChanges?: boolean;
  /** Messages are posted before they are stored. */
  readonly postBeforeWriting?: boolean;
  /** What ends a membership takes away subscriptions of whatever version. */
  readonly forgetVersions?: boolean;
  /** A kick takes away the subscription of the first device that it finds, and of no other. */
  readonly forgetDevices?: boolean;
  /** What is to be delivered counts as delivered when it is stored. */
  readonly removeBeforePosts?: boolean;
  /** A sweep heeds neither blocks nor when somebody joined. */
  readonly sweepCarelessly?: boolean;
  /** A sweep posts whatever it finds, however old that is. */
  readonly sweepTooLate?: boolean;
  /** What a reply answers is shown whoever blocks its author. */
  readonly quoteCarelessly?: boolean;
  /** What another function is asked for is written down nowhere. */
  readonly forgetRequests?: boolean;
  /** A presence is told whoever blocks the user: the list of friends, which lags behind, is all that is asked. */
  readonly tellFriendsCarelessly?: boolean;
  /** An erasure doesn't know with whom its user has whispered. */
  readonly forgetWhispers?: boolean;
  /** What waits for who is banned is thrown away. */
  readonly forgetWhatWaits?: boolean;
  /** A profile is written over whatever was written since it was read. */
  readonly overwriteProfiles?: boolean;
  /** What one wants to be told of is what was written last, whichever command said so. */
  readonly overwriteLevels?: boolean;
  /** Reactions that were counted are written over what others have counted since. */
  readonly overwriteCounts?: boolean;
}

/** The same ports, with mistakes. Those of the client are made elsewhere. */
export function plantBugs(bugs: Bugs, ports: ChatPorts): ChatPorts {
  let planted = ports;
  if (bugs.postBeforeWriting) planted = writeLate(planted);
  if (bugs.forgetVersions) planted = { ...planted, subscriptions: ignoreVersions(planted) };
  if (bugs.forgetDevices) planted = forgetDevices(planted);
  if (bugs.removeBeforePosts) planted = { ...planted, log: forgetAtOnce(planted) };
  if (bugs.sweepCarelessly) planted = sweepCarelessly(planted);
  if (bugs.quoteCarelessly) planted = { ...planted, blocks: quoteCarelessly(planted) };
  if (bugs.tellFriendsCarelessly) planted = { ...planted, blocks: tellFriendsCarelessly(planted) };
  if (bugs.sweepTooLate) planted = sweepTooLate(planted);
  if (bugs.forgetWhatWaits) planted = { ...planted, subscriptions: forgetWhatWaits(planted) };
  if (bugs.forgetWhispers) planted = { ...planted, conversations: forgetWhispers(planted) };
  if (bugs.overwriteProfiles) planted = { ...planted, profiles: overwrite(planted) };
  if (bugs.overwriteLevels) planted = { ...planted, conversations: overwriteLevels(planted) };
  if (bugs.overwriteCounts) planted = { ...planted, reactions: overwriteCounts(planted) };
  if (bugs.forgetRequests)
    planted = { ...planted, undelivered: { ...planted.undelivered, put: async () => undefined } };
  return planted;
}

/** Who blocks somebody, for who doesn't ask. */
const NOBODY: Blockers = { names: new Set(), mutes: new Map(), isUnsettled: false };
/** Whose connections they are is known from the audiences that were read. */
function forgetDevices(ports: ChatPorts): ChatPorts {
  const { undelivered, subscriptions } = ports;
  const kicked = new Set<string>();
  const owners = new Map<string, string>();
  const first = new Map<string, string>();
  return {
    ...ports,
    undelivered: {
      ...undelivered,
      async note(unfinished) {
        if (unfinished.removal) kicked.add(unfinished.user);
        return undelivered.note(unfinished);
      },
    },
    subscriptions: {
      ...subscriptions,
      async *pages(...given) {
        for await (const page of subscriptions.pages(...given)) {
          for (const { connectionId, user } of page) owners.set(connectionId, user);
          yield page;
        }
      },
      async removeVersion(key, version) {
        const user = owners.get(key.connectionId) ?? '';
        const device = first.get(`${user} ${version}`) ?? key.connectionId;
        first.set(`${user} ${version}`, device);
        if (!kicked.has(user) || device === key.connectionId) await subscriptions.removeVersion(key, version);
      },
    },
  };
}

function forgetWhatWaits({ subscriptions, waiting }: ChatPorts): ChatPorts['subscriptions'] {
  return {
    ...subscriptions,
    async bar(user, bar) {
      await subscriptions.bar(user, bar);
      if (bar.until > 0) for await (const { id } of waiting.list(user)) await waiting.remove(user, id);
    },
  };
}

const forgetWhispers = ({ conversations }: ChatPorts): ChatPorts['conversations'] => ({
  ...conversations,
  peersAfter: async () => ({ items: [], hasMore: false }),
});

function overwrite({ profiles }: ChatPorts): ChatPorts['profiles'] {
  return {
    ...profiles,
    async write(user, profile) {
      for (;;) {
        const now = await profiles.find(user);
        if (!now || (await profiles.write(user, profile, now.rev))) return now !== undefined;
      }
    },
  };
}

function overwriteLevels({ conversations }: ChatPorts): ChatPorts['conversations'] {
  return {
    ...conversations,
    async setNotify(user, key, state) {
      if (await conversations.setNotify(user, key, state)) return true;
      const { notify = state } = (await conversations.states(user, [key])).get(key) ?? {};
      return conversations.setNotify(user, key, { ...notify, level: state.level });
    },
  };
}

function overwriteCounts({ reactions }: ChatPorts): ChatPorts['reactions'] {
  return {
    ...reactions,
    async annotate(place, counted) {
      for (;;) {
        const now = await reactions.annotation(place, { consistent: true });
        if (await reactions.annotate(place, counted, now.version)) return true;
      }
    },
  };
}

function forgetAtOnce({ log, undelivered }: ChatPorts): ChatPorts['log'] {
  return {
    ...log,
    async append(entry) {
      await log.append(entry);
      if (entry.mark) await undelivered.remove(entry.event.id);
    },
  };
}

function sweepCarelessly(ports: ChatPorts): ChatPorts {
  const { undelivered, blocks, subscriptions } = ports;
  let isSweeping = false;
  return {
    ...ports,
    undelivered: {
      ...undelivered,
      due(...given) {
        isSweeping = true;
        return undelivered.due(...given);
      },
    },
    blocks: {
      ...blocks,
      blockersOf: async (...given) => (isSweeping ? NOBODY : blocks.blockersOf(...given)),
    },
    subscriptions: {
      ...subscriptions,
      async *pages(...given) {
        for await (const page of subscriptions.pages(...given))
          yield isSweeping ? page.map(({ version: _, ...row }) => row) : page;
      },
    },
  };
}

/** Only what a reply answers is looked at by several ids at once. */
const quoteCarelessly = ({ blocks }: ChatPorts): ChatPorts['blocks'] => ({
  ...blocks,
  blockersOf: async (user, id, orStanding) =>
    Array.isArray(id) ? NOBODY : blocks.blockersOf(user, id, orStanding),
});

/** Only of a presence it is asked who blocks somebody now, whatever the id. */
const tellFriendsCarelessly = ({ blocks }: ChatPorts): ChatPorts['blocks'] => ({
  ...blocks,
  blockersOf: async (user, id, orStanding) =>
    id.length === 0 ? NOBODY : blocks.blockersOf(user, id, orStanding),
});

/** Its clock goes back to right behind the event, once it has taken that. */
function sweepTooLate(ports: ChatPorts): ChatPorts {
  const { undelivered, clock } = ports;
  let behind = 0;
  return {
    ...ports,
    undelivered: {
      ...undelivered,
      async take(id, hold) {
        const isTaken = await undelivered.take(id, hold);
        if (isTaken) behind = Math.max(behind, clock.now() - readEventTime(id));
        return isTaken;
      },
    },
    clock: { ...clock, now: () => clock.now() - behind },
  };
}

/** Events are stored only when they have been delivered: before that is written down, or the command's answer. */
function writeLate(ports: ChatPorts): ChatPorts {
  const { log, refs, undelivered } = ports;
  const due: (() => Promise<void>)[] = [];
  return {
    ...ports,
    log: {
      ...log,
      async append({ mark: _, ...entry }) {
        due.push(() => log.append(entry));
      },
    },
    undelivered: {
      ...undelivered,
      async remove(id) {
        for (const append of due.splice(0)) await append();
        await undelivered.remove(id);
      },
    },
    refs: {
      ...refs,
      async answer(...args) {
        for (const append of due.splice(0)) await append();
        await refs.answer(...args);
      },
    },
  };
}

function ignoreVersions({ subscriptions }: ChatPorts): ChatPorts['subscriptions'] {
  return {
    ...subscriptions,
    put: (rows) => subscriptions.put(rows.map(({ version: _, ...row }) => row)),
    removeVersion: (key) => subscriptions.removeAll([key]),
  };
}
