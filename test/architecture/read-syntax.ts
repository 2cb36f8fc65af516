import { type ParserConfig, parseSync } from '@swc/core';

/** Any node of @swc/core's syntax tree; only what these checks look at is named. */
export interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Parses TypeScript or JavaScript, with markup or without; a file that isn't a module is read all the same. */
export function parseSource(source: string): SyntaxNode {
  const parse = (tsx: boolean) => {
    const parser: ParserConfig = { syntax: 'typescript', tsx, decorators: true };
    return parseSync(source, { ...parser, target: 'es2022' }) as unknown as SyntaxNode;
  };
  try {
    return parse(false);
  } catch {
    // Elements of JSX, which are no TypeScript by themselves; nor is a generic arrow function JSX.
    return parse(true);
  }
}

/** Every node of a tree, parents before children. */
export function* walk(value: unknown): Generator<SyntaxNode> {
  // One generator for all: nested ones hand each node up through as many as it lies deep.
  const ahead = [value];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (!isObject(next)) continue;
    if (typeof next.type === 'string') yield next as SyntaxNode;
    // An array's items are its values, too.
    for (const child of Object.values(next).reverse()) if (isObject(child)) ahead.push(child);
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The name that a node is, when it is a plain identifier. */
export function identifierOf(node: unknown): string | undefined {
  return isObject(node) && node.type === 'Identifier' ? String(node.value) : undefined;
}
