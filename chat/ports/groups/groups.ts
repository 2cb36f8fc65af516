import type { FieldTypes } from '../../../protocol/commands.ts';
import type { GroupChangeEvent } from '../../../protocol/events/groups.ts';
import type { Page, PageRange } from '../page.ts';

/** A message that everybody in a group is to find. */
export interface Pin {
  /** The message's. */
  readonly id: string;
  /** Who said it. */
  readonly from: string;
  /** Who pinned it. */
  readonly by: string;
  /** The id of the event that tells it. */
  readonly event: string;
}

/** What a group is, and who may do what in it. Its name may pass to a new group one day; its id never does. */
export interface Group {
  /** The id of the command that made it. */
  readonly groupId: string;
  readonly name: string;
  readonly kind: FieldTypes['kind'];
  /** Of who joins from now on. */
  readonly history: FieldTypes['history'];
  readonly title?: string;
  readonly about?: string;
  /** Nobody owns a group that a `join` made. Who has left as one is promoted may be among them, and may come back. */
  readonly owners: readonly string[];
  readonly moderators: readonly string[];
  /** In the order in which they were pinned; the messages may be deleted by now, or kept no longer. */
  readonly pins: readonly Pin[];
  /** Another after each change, and a greater one; the group's id before the first. */
  readonly rev: string;
  /** The id of the event that disbanded it: nobody enters it any more, and its members end (`memberships/disband-group.ts`). */
  readonly endedBy?: string;
  /** Of one that was disbanded, once it has no members: another may have its name. */
  readonly isFree?: true;
  /** The last changes, which may not have been told yet; oldest first. */
  readonly recent: readonly GroupChangeEvent[];
}

export interface Membership {
  readonly user: string;
  readonly group: string;
  readonly groupId: string;
  /** The id of the event by which the user joined, this time. */
  readonly version: string;
  /** The id from which on the user sees what was said, where that is earlier. */
  readonly from?: string;
}

/** The id from which on a member, or a subscription, sees what happens; empty of what everybody sees. */
export const seenFrom = ({
  version = '',
  from = version,
}: Partial<Pick<Membership, 'version' | 'from'>>): string => from;

/** How a membership stands after the event that a caller knows of. */
export interface MembershipChange {
  readonly membership: Membership;
  /** Whether the event ended it; else the event began it, and it stands. */
  readonly hasEnded: boolean;
}

export interface Groups {
  /** As it is now. */
  find(name: string): Promise<Group | undefined>;
  /**
   * Those that there are, by name.
   * @param options.consistent strongly consistent, at twice the price: who is told of a change asks right behind it
   */
  findAll(
    names: readonly string[],
    options: { readonly consistent: boolean },
  ): Promise<ReadonlyMap<string, Group>>;
  /** @returns false when there is one of that name, and that isn't free */
  create(group: Group): Promise<boolean>;
  /**
   * @param before the `rev` of the group that this one was made of
   * @returns false when it has changed since then
   */
  change(group: Group, before: string): Promise<boolean>;
  /** @returns false when the user is a member already, unless by this very version; or was, and has ended it */
  addMember(membership: Membership): Promise<boolean>;
  /** @returns false when the user isn't a member by that version any more */
  removeMember(membership: Membership): Promise<boolean>;
  /**
   * Ends a user's membership.
   * @param id of the event; a membership that this id ended already is ended again, and one that is newer is not
   * @returns the membership that was ended; undefined when the user is no member
   */
  endMembership(user: string, group: string, id: string): Promise<Membership | undefined>;
  /** @param options.consistent strongly consistent, at twice the price */
  membership(user: string, group: string, options: { consistent: boolean }): Promise<Membership | undefined>;
  /**
   * What the event with that id did to a user's membership; strongly consistent.
   * @returns undefined where it did nothing, or another has changed the membership since
   */
  changedBy(user: string, group: string, id: string): Promise<MembershipChange | undefined>;
  /** All memberships of a user; strongly consistent. */
  memberships(user: string): Promise<readonly Membership[]>;
  /** Some of them, by the group's name; strongly consistent. */
  listMemberships(user: string, range: PageRange): Promise<Page<Membership>>;
  /** The members of a group, by name; may lag a moment behind. */
  listMembers(groupId: string, range: PageRange): Promise<Page<Membership>>;
}
