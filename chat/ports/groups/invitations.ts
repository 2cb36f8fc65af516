/** Of a user to a group. Each member who invites has one of their own, so nobody learns by theirs of another's. */
export interface Invitation {
  /** Who is invited. */
  readonly user: string;
  readonly group: string;
  /** A new group of the same name takes none of the old one's. */
  readonly groupId: string;
  readonly from: string;
  /** The id of the event by which it came to be. */
  readonly id: string;
  /** It was made across a silent block: it looks made, and the invited must not see it. */
  readonly isHidden: boolean;
}

/** Invitations that wait, `INVITATION_DAYS` each. */
export interface Invitations {
  /**
   * @returns false when one of the same inviter stands, unless it is this very one, is to an earlier group of that name, or
   * was hidden by a block that doesn't hide this one; or when what came of this very one has ended
   */
  add(invitation: Invitation): Promise<boolean>;
  /** One that stands; strongly consistent. */
  find(user: string, group: string, from: string): Promise<Invitation | undefined>;
  /** Those of a user that stand, hidden ones too, by group and inviter; may lag a moment behind. */
  list(user: string): Promise<readonly Invitation[]>;
  /** The same of one group; strongly consistent. */
  listOf(user: string, group: string): Promise<readonly Invitation[]>;
  /**
   * Ends all of a user to a group, hidden ones too.
   * @param end.by the id of the event that ends them
   * @param end.before only those with an earlier id; absent, all
   * @returns whether the user could see one of those that this has ended, now or when it came before
   */
  end(user: string, group: string, end: { by: string; before?: string }): Promise<boolean>;
}
