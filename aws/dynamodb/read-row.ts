/** What kind of value an attribute has; with `?`, it may be missing. */
export type AttributeKind = Kind | `${Kind}?`;
type Kind = keyof KindTypes;
interface KindTypes {
  string: string;
  number: number;
  boolean: boolean;
  object: object;
}

type Row<Kinds> = {
  readonly [Name in keyof Kinds as Kinds[Name] extends Kind ? Name : never]: TypeOf<Kinds[Name]>;
} & {
  readonly [Name in keyof Kinds as Kinds[Name] extends Kind ? never : Name]?: TypeOf<Kinds[Name]>;
};
type TypeOf<K> = K extends `${infer Base extends Kind}?`
  ? KindTypes[Base]
  : K extends Kind
    ? KindTypes[K]
    : never;

/**
 * The attributes of a row that are asked for, as what they are meant to be: other code may have written it, of a version
 * that is newer, or by hand.
 * @param row as DynamoDB gave it
 * @throws Error that names the row and the attribute
 */
export function readRow<const Kinds extends Readonly<Record<string, AttributeKind>>>(
  row: Readonly<Record<string, unknown>>,
  kinds: Kinds,
): Row<Kinds> {
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(kinds)) {
    const kind = kinds[name] as AttributeKind;
    const value = row[name];
    if (value === undefined && kind.endsWith('?')) continue;
    if (value === null || typeof value !== kind.replace('?', '')) {
      throw new Error(`The row ${String(row.pk)} ${String(row.sk)} has no ${kind} ${name}`);
    }
    read[name] = value;
  }
  return read as Row<Kinds>;
}
