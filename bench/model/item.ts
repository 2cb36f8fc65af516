/** An item as DynamoDB's JSON writes it: each value under the name of its type. */
export type Item = Readonly<Record<string, AttributeValue>>;

export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
}

/** The bytes that an item counts for (DynamoDB Developer Guide, "Item sizes and formats"); of text and numbers. */
export function sizeOf(item: Item): number {
  return Object.entries(item).reduce((bytes, [name, value]) => bytes + name.length + sizeOfValue(value), 0);
}

function sizeOfValue({ S, N }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  return N === undefined ? 0 : Math.ceil(N.length / 2) + 1;
}

/** An item of text and numbers. */
export function toItem(values: Readonly<Record<string, string | number>>): Item {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? { S: value } : { N: String(value) },
    ]),
  );
}
