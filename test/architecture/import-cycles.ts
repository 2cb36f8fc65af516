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
    for (const target of importsOf(sources, path)) visit(target, [...trail, path]);
    finished.add(path);
  }

  for (const path of sources.keys()) visit(path, []);
  return cycles;
}

/** The files of the project that one imports. */
const importsOf = (sources: Sources, path: string): string[] =>
  readImports(sources.get(path) ?? '')
    .filter(isRelative)
    .map((specifier) => resolveImport(path, specifier));

/**
 * @param folder whose own folders are looked at; files that are in none of them may import all, and be imported by all
 * @returns each pair of folders in it that import from each other, directly or through others
 */
export function findFolderCycles(sources: Sources, folder: string): string[] {
  const inner = (path: string) =>
    path.startsWith(`${folder}/`) ? /^([^/]+)\//.exec(path.slice(folder.length + 1))?.[1] : undefined;
  const imports = new Map<string, Set<string>>();
  for (const path of sources.keys()) {
    const from = inner(path);
    if (from === undefined) continue;
    const targets = importsOf(sources, path).flatMap((target) => inner(target) ?? []);
    imports.set(from, new Set([...(imports.get(from) ?? []), ...targets]));
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(imports.get(from) ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      return reaches(next, to, seen.add(next));
    });
  const names = [...imports.keys()].sort();
  return names.flatMap((one) =>
    names
      .filter((other) => one < other && reaches(one, other) && reaches(other, one))
      .map((other) => `${one} ↔ ${other}`),
  );
}
