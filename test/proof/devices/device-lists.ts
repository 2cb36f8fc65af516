import type { ChatClient, Page } from '../../../client/index.ts';
import type { ExportItem, ListItems } from '../../../protocol/frames/list-items.ts';

export type ListName = Exclude<
  keyof ListItems,
  | 'members'
  | 'bans'
  | 'reports'
  | 'group_profiles'
  | 'invitations'
  | 'pins'
  | 'reactions'
  | 'reactors'
  | 'profiles'
  | 'presences'
  | 'users'
>;

const NAMES: readonly ListName[] = ['conversations', 'friends', 'requests', 'blocks', 'groups'];

/** What a device reads of lists, each to its end. */
export interface DeviceLists {
  readonly all: { readonly [Name in ListName]?: readonly ListItems[Name][] };
  /** By the group's name; absent where the asker was refused. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly people: {
    /** Of all users, of whom those are told who are friends. */
    readonly presences?: readonly ListItems['presences'][];
    /** Of all users. */
    readonly profiles?: readonly ListItems['profiles'][];
    /** Who is found by a name, and who by a display name: all of either begin in the same way. */
    readonly named?: readonly ListItems['users'][];
    readonly shown?: readonly ListItems['users'][];
  };
  /** All that is kept of its user. */
  readonly exported: readonly ExportItem[] | undefined;
  /** Asks for all that is kept of its user. */
  exportAll(): void;
  /** Asks for all of them. @param groups whose members are asked for */
  readAll(groups: readonly string[]): void;
}

/** So few that most lists have more than one page. */
const ITEMS_PER_PAGE = 2;

/** More, as a page of it counts as ten commands. */
const EXPORTED_PER_PAGE = 50;

/** As it costs a search for each page, of which there are only so many a minute. */
const FOUND_PER_PAGE = 3;

/** @param client that runs now, if one does */
export function createDeviceLists(
  client: () => ChatClient | undefined,
  users: readonly string[],
): DeviceLists {
  const all: Record<string, readonly unknown[]> = {};
  const members = new Map<string, readonly string[]>();
  const people: Record<string, readonly unknown[]> = {};
  let exported: readonly ExportItem[] | undefined;

  function readPeople({ profiles, presences, users: search }: ChatClient): void {
    const readings = {
      presences: () => presences(users).then(({ items }) => items),
      profiles: () => profiles(users).then(({ items }) => items),
      named: () => readPages((page) => search('user', page), FOUND_PER_PAGE),
      shown: () => readPages((page) => search('shown', page), FOUND_PER_PAGE),
    };
    for (const [name, read] of Object.entries(readings)) {
      delete people[name];
      read().then(
        (items) => {
          people[name] = items;
        },
        () => undefined,
      );
    }
  }

  return {
    all: all as DeviceLists['all'],
    members,
    people: people as DeviceLists['people'],
    get exported() {
      return exported;
    },
    exportAll() {
      exported = undefined;
      const asked = client();
      if (!asked) return;
      readPages((page) => asked.export(page), EXPORTED_PER_PAGE).then(
        (items) => {
          exported = items;
        },
        () => undefined,
      );
    },
    readAll(groups) {
      const asked = client();
      if (!asked) return;
      members.clear();
      readPeople(asked);
      for (const name of NAMES) {
        delete all[name];
        readPages((page) => asked[name](page) as Promise<Page<unknown>>).then(
          (items) => {
            all[name] = items;
          },
          () => undefined,
        );
      }
      for (const group of groups) {
        readPages((page) => asked.members(group, page)).then(
          (items) =>
            void members.set(
              group,
              items.map(({ user }) => user),
            ),
          () => undefined,
        );
      }
    },
  };
}

async function readPages<Item>(
  ask: (page: { limit: number; after?: string }) => Promise<Page<Item>>,
  limit = ITEMS_PER_PAGE,
  after?: string,
): Promise<Item[]> {
  const { items, next } = await ask({ limit, ...(after !== undefined && { after }) });
  return next === null ? [...items] : [...items, ...(await readPages(ask, limit, next))];
}
