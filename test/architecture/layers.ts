import { resolveImport, type Sources } from './import-rules.ts';
import { readImports } from './read-imports.ts';

/** The rooms of `chat/`, each of which imports from those before it alone. `docs/architecture.md` has what is in them. */
const CHAT_LAYERS = [
  'ports',
  'rules',
  'rates',
  'connections',
  'posting',
  'delivery',
  'memberships',
  'conversations',
  'reactions',
  'waiting',
  'presence',
  'own-data',
  'healing',
  'sessions',
  'commands',
  'dispatch',
];

/** @returns a line for each import from a room that comes later, and for each file in a room that has no place */
export function findLayerFaults(sources: Sources): string[] {
  const layerOf = (path: string) => {
    const [top, room, file] = path.split('/');
    return top === 'chat' && file !== undefined ? CHAT_LAYERS.indexOf(room ?? '') : undefined;
  };
  return [...sources].flatMap(([path, source]) => {
    const layer = layerOf(path);
    if (layer === undefined) return [];
    if (layer < 0) return [`${path}: its room has no place in CHAT_LAYERS`];
    const targets = readImports(source).map((specifier) => resolveImport(path, specifier));
    return targets.filter((target) => (layerOf(target) ?? 0) > layer).map((target) => `${path}: ${target}`);
  });
}
