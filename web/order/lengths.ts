const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400] as const;

/** For how long somebody may be muted, kept out or banned, in seconds, with its name; undefined is for good. */
export interface Length {
  readonly name: string;
  readonly seconds: number | undefined;
}

const LENGTHS: readonly Length[] = [
  { name: '1 hour', seconds: HOUR },
  { name: '1 day', seconds: DAY },
  { name: '1 week', seconds: 7 * DAY },
  { name: '30 days', seconds: 30 * DAY },
  { name: '1 year', seconds: 365 * DAY },
];

export const MUTE_LENGTHS: readonly Length[] = [{ name: '10 minutes', seconds: 10 * MINUTE }, ...LENGTHS];

export const BAN_LENGTHS: readonly Length[] = [{ name: 'for good', seconds: undefined }, ...LENGTHS];
