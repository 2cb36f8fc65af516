/** Who ought to see a message, who has, and how often. Pure: it is told of everything. */
export interface Ledger {
  /** @param recipients who may see it, and has to in the end if it is acknowledged */
  sent(key: string, recipients: readonly string[]): void;
  acknowledged(key: string): void;
  /** A command came to nothing: a message that failed need not be seen. */
  failed(code: string): void;
  seen(user: string, key: string): void;
  count(): Counts;
}

export interface Counts {
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged, but not seen by this user: `user key`. */
  readonly lost: readonly string[];
  /** Seen more than once by this user: `user key`. */
  readonly twice: readonly string[];
  readonly errors: Readonly<Record<string, number>>;
}

export function createLedger(): Ledger {
  const messages = new Map<string, { readonly recipients: readonly string[]; isAcknowledged: boolean }>();
  const sightings = new Map<string, number>();
  const errors: Record<string, number> = {};
  const nameOf = (user: string, key: string) => `${user} ${key}`;
  return {
    sent: (key, recipients) => void messages.set(key, { recipients, isAcknowledged: false }),
    acknowledged(key) {
      const message = messages.get(key);
      if (message) message.isAcknowledged = true;
    },
    failed(code) {
      errors[code] = (errors[code] ?? 0) + 1;
    },
    seen(user, key) {
      const name = nameOf(user, key);
      sightings.set(name, (sightings.get(name) ?? 0) + 1);
    },
    count() {
      const acknowledged = [...messages].filter(([, { isAcknowledged }]) => isAcknowledged);
      return {
        sent: messages.size,
        acknowledged: acknowledged.length,
        lost: acknowledged
          .flatMap(([key, { recipients }]) => recipients.map((user) => nameOf(user, key)))
          .filter((name) => !sightings.has(name)),
        twice: [...sightings].filter(([, times]) => times > 1).map(([name]) => name),
        errors,
      };
    },
  };
}

/** Megabytes: medians while it warms up (a tenth of the time), in the first half of what follows, and in the second. */
export type Memory = readonly [warmingUp: number, first: number, second: number];

const GROWTH_PER_MINUTE = 100;
const GROWTH = 150;

/** Whether memory grows as if it would never stop; what the first half brings is caches and environments. */
export function growsWithoutEnd([, first, second]: Memory, minutes: number): boolean {
  const growth = second - first;
  return growth > GROWTH && growth / (minutes / 2) > GROWTH_PER_MINUTE;
}
