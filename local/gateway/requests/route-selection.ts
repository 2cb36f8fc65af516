/** The route key that a message asks for, or undefined when the expression finds nothing in it. */
export type SelectRouteKey = (body: string) => string | undefined;

const EXPRESSION = /^(?:\$request\.body\.([\w.-]+)|\$\{request\.body\.([\w.-]+)\})$/;

/**
 * Compiles a route selection expression: `$request.body.a.b` or `${request.body.a.b}`.
 *
 * The value found is made a string and matched exactly; a body that isn't JSON selects nothing, so
 * that `$default` takes it (developer guide, "Route selection expressions").
 *
 * @throws Error for any other expression, by name.
 */
export function compileRouteSelection(expression: string): SelectRouteKey {
  const match = EXPRESSION.exec(expression);
  const path = (match?.[1] ?? match?.[2])?.split('.');
  if (!path) throw new Error(`The route selection expression ${expression} is not supported`);
  return (body) => {
    let value: unknown = parseJson(body);
    for (const name of path) {
      // Own properties only: a client must not select by `constructor` or `__proto__`.
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return stringify(value);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stringify(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // It is nested too deeply, which parsing minds less: no route's key is.
    return undefined;
  }
}
