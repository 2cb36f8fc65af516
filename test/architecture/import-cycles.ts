import { isRelative, resolveImport, type Sources } from './import-rules.ts';
import { readImports } from './read-imports.ts';

/** @returns each import cycle that a walk meets, as `a.ts → b.ts → a.ts`; type-only imports count */
export function findImportCycles(sources: Sources): string[] {
  const finished = new Set<string>();
  const cycles: string[] = [];

  function visit(path: string, trail: readonly string[]): void {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push([...trail.slice(start), path].join(' → '));
      return;
    }
    if (finished.has(path)) return;
    for (const target of importsOf(path)) visit(target, [...trail, path]);
    finished.add(path);
  }

  function importsOf(path: string): string[] {
    const specifiers = readImports(sources.get(path) ?? '').filter(isRelative);
    return specifiers.map((specifier) => resolveImport(path, specifier));
  }

  for (const path of sources.keys()) visit(path, []);
  return cycles;
}
