/** A part of a list, in the order of its names. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Whether there may be more behind the last of them. */
  readonly hasMore: boolean;
  /** Behind which name the next page begins, where it isn't the last item's. */
  readonly next?: string;
}

/** Which part of a list: at most `limit`, behind the name `after`. */
export interface PageRange {
  readonly after?: string;
  readonly limit: number;
}
