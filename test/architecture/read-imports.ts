import { isObject, parseSource, type SyntaxNode, walk } from './read-syntax.ts';

/** By source: each rule asks again, and to parse all sources takes a second. */
const known = new Map<string, string[]>();

/**
 * What a source imports, by any syntax: `import`, `export … from`, `import()`, `import x = require()`, `require()`,
 * and types alone (`import type`, `import('…').T`).
 */
export function readImports(source: string): readonly string[] {
  const imports = known.get(source) ?? parseImports(source);
  known.set(source, imports);
  return imports;
}

function parseImports(source: string): string[] {
  const found = new Set<string>();
  for (const node of walk(parseSource(source))) {
    const specifier = findSpecifier(node);
    if (specifier !== undefined) found.add(specifier);
  }
  return [...found];
}

function findSpecifier(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return textOf(node.source);
    case 'TsImportType':
      return textOf(node.argument);
    case 'TsExternalModuleReference':
      return textOf(node.expression);
    case 'CallExpression':
      return isLoader(node.callee)
        ? (textOf(firstArgument(node)) ?? 'an import() of no fixed path')
        : undefined;
    default:
      return undefined;
  }
}

function isLoader(callee: unknown): boolean {
  if (!isObject(callee)) return false;
  return callee.type === 'Import' || (callee.type === 'Identifier' && callee.value === 'require');
}

function firstArgument({ arguments: list }: SyntaxNode): unknown {
  const [first] = Array.isArray(list) ? list : [];
  return isObject(first) ? first.expression : undefined;
}

/** The value of a string, or of a template without holes. */
function textOf(node: unknown): string | undefined {
  if (!isObject(node)) return undefined;
  if (node.type === 'StringLiteral') return String(node.value);
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis) || node.quasis.length !== 1)
    return undefined;
  return String(node.quasis[0]?.cooked);
}
