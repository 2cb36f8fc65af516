import type { Sources } from './import-rules.ts';
import { identifierOf, parseSource, type SyntaxNode, walk } from './read-syntax.ts';

/** Time, chance and surroundings come by ports; these are the ways round them. */
const GLOBALS = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['performance', 'crypto', 'process', 'globalThis'],
];
const MEMBERS = ['Date.now', 'Math.random', 'AbortSignal.timeout'];

/** @returns a line for each use of the clock, of chance or of the process in these sources */
export function findAmbientAccess(sources: Sources): string[] {
  return [...sources].flatMap(([path, source]) =>
    [...walk(parseSource(source))].flatMap((node) => {
      const name = nameAmbient(node);
      return name === undefined ? [] : [`${path}: ${name}`];
    }),
  );
}

function nameAmbient(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return GLOBALS.find((name) => name === identifierOf(node));
    case 'MemberExpression':
      return MEMBERS.find((name) => name === `${identifierOf(node.object)}.${identifierOf(node.property)}`);
    case 'CallExpression':
      return identifierOf(node.callee) === 'Date' ? 'Date()' : undefined;
    case 'NewExpression':
      // `new Date(time)` converts; without a time it reads the clock.
      return identifierOf(node.callee) === 'Date' && isEmpty(node.arguments) ? 'new Date()' : undefined;
    default:
      return undefined;
  }
}

const isEmpty = (list: unknown) => !Array.isArray(list) || list.length === 0;
