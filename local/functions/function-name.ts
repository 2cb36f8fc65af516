/** What a function is called by: its name, and a version or an alias of it. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
}

/**
 * Reads a function's name, partial or whole ARN, with or without a qualifier. `$LATEST` is what no qualifier means.
 * Source: Lambda API reference, Invoke, FunctionName.
 */
export function parseFunctionReference(reference: string): FunctionReference {
  const [, inArn] = /(?:^|:)function:(.+)$/.exec(reference) ?? [];
  const [name = '', qualifier = '$LATEST'] = (inArn ?? reference).split(/[:/]/);
  return qualifier === '$LATEST' ? { name } : { name, qualifier };
}

/** The name alone. */
export const parseFunctionName = (reference: string): string => parseFunctionReference(reference).name;
