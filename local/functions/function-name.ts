/**
 * The name in a function's name, partial or whole ARN, with or without a qualifier.
 * Source: Lambda API reference, Invoke, FunctionName.
 */
export function parseFunctionName(reference: string): string {
  return /(?:^|:)function:([^:/]+)/.exec(reference)?.[1] ?? reference.split(':')[0] ?? reference;
}
