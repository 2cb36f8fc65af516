import * as v from 'valibot';

/**
 * What a field takes: the schema decides it, and the rule says it to whoever reads an error or docs/protocol.md. Both are made of
 * the same limits, so that neither is true without the other.
 */
export interface Field<T = unknown> {
  readonly schema: v.GenericSchema<unknown, T>;
  /** In Markdown. Tells texts from numbers, as JSON does. */
  readonly rule: string;
  /** Of an array: the same of each item. */
  readonly item?: string;
  /** Of an object: the same of each key and each value. */
  readonly entry?: { readonly key: string; readonly value: string };
}

/** A rule as an error says it, which is no Markdown. */
export const plainRule = (rule: string) => rule.replaceAll('`', '');

export const boolean: Field<boolean> = { schema: v.boolean(), rule: 'a boolean: `true` or `false`' };

export function oneOf<const T extends string>(...options: readonly T[]): Field<T> {
  const shown = options.map((option) => `\`${option}\``);
  return {
    schema: v.picklist(options),
    rule: `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`,
  };
}

export const wholeNumber = (least: number, most: number): Field<number> => ({
  schema: v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)),
  rule: `a whole number from ${least} to ${most}`,
});

/** Null clears what there is. */
export const clearable = <T>({ schema, rule }: Field<T>): Field<T | null> => ({
  schema: v.nullable(schema),
  rule: orNull(rule),
});

/** Null is what answers say where there is no further page: whoever sends it back begins anew. */
export const restartable = <T>({ schema, rule }: Field<T>): Field<T | undefined> => ({
  schema: v.pipe(
    v.nullable(schema),
    v.transform((value): T | undefined => value ?? undefined),
  ),
  rule: orNull(rule),
});

const orNull = (rule: string) => `${rule}, or \`null\``;

/** @param items what they are called, for the rule */
export const arrayOf = (item: Field<string>, items: string, most: number): Field<string[]> => ({
  schema: v.pipe(
    v.array(item.schema),
    v.minLength(1),
    v.maxLength(most),
    v.check((all) => new Set(all).size === all.length),
  ),
  rule: `an array of 1 to ${most} ${items}, each once`,
  item: item.rule,
});

/** @param entries what they are called, for the rule */
export const objectOf = (
  key: Field<string>,
  value: Field<string>,
  entries: string,
  most: number,
): Field<Record<string, string>> => ({
  schema: v.pipe(
    // An array would pass for a record.
    v.custom<Record<string, unknown>>((given) => !Array.isArray(given)),
    v.record(key.schema as v.GenericSchema<string>, value.schema),
    v.maxEntries(most),
  ),
  rule: `an object of at most ${most} ${entries}`,
  entry: { key: key.rule, value: value.rule },
});
