import { createHash } from 'node:crypto';
import { connectionKey } from '../../aws/schema.ts';
import type { Database } from './database.ts';
import { toItem } from './item.ts';

export interface AudienceOptions {
  readonly recipients: number;
  /** @default no faults */
  readonly faults?: Faults;
}

/** What is wrong with an audience; each as one in so many. */
export interface Faults {
  /** Recipients whose connection is no more, and whose rows nobody has removed. */
  readonly gone?: number;
  /** Posts that are throttled. */
  readonly throttled?: number;
  /** Recipients whose client is dead without the gateway knowing: a post to them is answered 30 s later. */
  readonly hanging?: number;
}

/** The tables of the measured functions. */
export const TABLES = { connections: 'Connections', people: 'People', messages: 'Messages' } as const;
/** The one table of the textbook handlers. */
export const TEXTBOOK_TABLE = 'Textbook';

/** Two hours: nothing runs out while it is measured. */
const LIFETIME_MS = 2 * 60 * 60 * 1_000;
/** Long enough ago that a 410 isn't taken for a connection that is still opening. */
export const CONNECTED_AGO_MS = 10 * 60 * 1_000;

/** The id of the n-th recipient's connection, in the form of API Gateway's. The first recipient is the sender. */
export function makeConnectionId(index: number): string {
  return `${createHash('sha1').update(String(index)).digest().subarray(0, 11).toString('base64url')}=`;
}

export const makeUser = (index: number) => `user${index + 1}`;

/** Spread so that nobody is both, and the sender neither. */
export const isGone = (index: number, { gone }: Faults) => gone !== undefined && index % gone === 3 % gone;
export const isHanging = (index: number, { hanging }: Faults) =>
  hanging !== undefined && index % hanging === 57 % hanging;

/** Writes the rows that the recipients' $connect would have written, ours and the textbook's. */
export function fillTables(database: Database, recipients: number): void {
  database.clear();
  const ours = database.create(TABLES.connections, { partition: 'pk', sort: 'sk' });
  database.create(TABLES.people, { partition: 'pk', sort: 'sk' });
  database.create(TABLES.messages, { partition: 'pk', sort: 'sk' });
  const textbook = database.create(TEXTBOOK_TABLE, { partition: 'connectionId' });
  const now = Date.now();
  const connectedAt = now - CONNECTED_AGO_MS;
  const tokenExpiresAt = now + LIFETIME_MS;
  const expiresAt = Math.floor(tokenExpiresAt / 1_000);
  for (let index = 0; index < recipients; index++) {
    const connectionId = makeConnectionId(index);
    const user = makeUser(index);
    const row = { connectionId, connectedAt, protocol: 'v1', user, tokenExpiresAt, expiresAt };
    const { connectionId: sk, ...subscription } = row;
    ours.put(toItem({ ...connectionKey(connectionId), ...row }));
    for (const pk of ['lobby', `user:${user}`]) ours.put(toItem({ pk, sk, ...subscription }));
    textbook.put(toItem({ connectionId }));
  }
}

/** The rows, ours or the textbook's, that are left of the gone. */
export function countLeftOverRows(
  database: Database,
  table: string,
  { recipients, faults = {} }: AudienceOptions,
): number {
  const gone = new Set<string>();
  for (let index = 0; index < recipients; index++)
    if (isGone(index, faults)) gone.add(makeConnectionId(index));
  return database
    .table(table)
    .count(({ connectionId, sk, pk }) =>
      [connectionId, sk, pk].some((value) => value?.S !== undefined && gone.has(value.S)),
    );
}
