/** The parameters of a request to an OAuth endpoint. */
export interface Parameters {
  /** One without a value counts as omitted (RFC 6749 3.1). */
  get(name: string): string | undefined;
  /** The name of one that comes more than once, which none may (RFC 6749 3.1). */
  readonly repeated: string | undefined;
}

/** @param text A query, or a body of the type application/x-www-form-urlencoded. */
export function readParameters(text: string): Parameters {
  const found = new URLSearchParams(text);
  const names = [...found.keys()];
  return {
    get: (name) => found.get(name) || undefined,
    repeated: names.find((name, index) => names.indexOf(name) !== index),
  };
}
