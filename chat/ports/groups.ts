import type { Page, PageRange } from './page.ts';

/** A group's name may pass to a new group one day; its id never does. */
export interface Group {
  readonly groupId: string;
  readonly name: string;
}

export interface Membership {
  readonly user: string;
  readonly group: string;
  readonly groupId: string;
  /** The id of the event by which the user joined, this time. */
  readonly version: string;
}

/** How a membership stands after the event that a caller knows of. */
export interface MembershipChange {
  readonly membership: Membership;
  /** Whether the event ended it; else the event began it, and it stands. */
  readonly hasEnded: boolean;
}

export interface Groups {
  find(name: string): Promise<Group | undefined>;
  /** The group of that name; made, open and without an owner, if there is none. */
  findOrCreate(name: string, newGroupId: string): Promise<Group>;
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
