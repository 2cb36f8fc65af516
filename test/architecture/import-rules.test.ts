import { beforeAll, describe, expect, test } from '@jest/globals';
import { findAmbientAccess } from './ambient-access.ts';
import { findFolderCycles, findImportCycles } from './import-cycles.ts';
import { findForbiddenImports, type Sources } from './import-rules.ts';
import { findLayerFaults } from './layers.ts';
import { readProjectSources, sourcesIn } from './project-sources.ts';

describe('the project', () => {
  let sources: Sources;

  beforeAll(() => {
    sources = readProjectSources();
  });

  test('has sources in every folder that a deployment needs, so that these tests look at something', () => {
    for (const folder of ['protocol', 'chat', 'aws', 'lambdas', 'lib', 'bin', 'client', 'local', 'test']) {
      expect([folder, sourcesIn(sources, folder).size > 0]).toEqual([folder, true]);
    }
  });

  test('imports only what each folder may', () => {
    expect(findForbiddenImports(sources)).toEqual([]);
  });

  test('has no import cycle between files, types included', () => {
    expect(findImportCycles(sources)).toEqual([]);
  });

  test.each(['chat', 'client', 'local', 'local/gateway', 'test/proof'])(
    'has no cycle between the folders of %s',
    (folder) => {
      expect(sourcesIn(sources, folder).size).toBeGreaterThan(10);
      expect(findFolderCycles(sources, folder)).toEqual([]);
    },
  );

  test('has rooms in the chat that import from those before them alone', () => {
    expect(findLayerFaults(sources)).toEqual([]);
  });

  test('keeps clock, chance and surroundings out of the chat, the protocol and what a function does', () => {
    const pure = sourcesIn(sources, 'chat', 'protocol', 'lambdas/events');
    expect(pure.size).toBeGreaterThan(100);
    expect(findAmbientAccess(pure)).toEqual([]);
  });
});

describe('the checker', () => {
  test.each([
    ['an import', `import { x } from '../aws/schema.ts';`],
    ['an import for its effect', `import '../aws/schema.ts';`],
    ['an import of types alone', `import type { X } from '../aws/schema.ts';`],
    ['an import of one type', `import { type X } from '../aws/schema.ts';`],
    ['an export of names', `export { x } from '../aws/schema.ts';`],
    ['an export of everything', `export * from '../aws/schema.ts';`],
    ['an export under a name', `export * as x from '../aws/schema.ts';`],
    ['an export of types', `export type { X } from '../aws/schema.ts';`],
    ['a dynamic import', `async function f() { return (await import('../aws/schema.ts')).x; }`],
    ['a dynamic import of a template', 'const f = () => import(`../aws/schema.ts`);'],
    ['a type by import()', `interface Y { readonly x: import('../aws/schema.ts').X }`],
    ['typeof import()', `type Y = typeof import('../aws/schema.ts');`],
    ['require', `const x = require('../aws/schema.ts');`],
    ['import equals require', `import x = require('../aws/schema.ts');`],
    [
      'an import of a declaration file',
      `declare module 'ambient' { import type { X } from '../aws/schema.ts'; export const x: X; }`,
    ],
  ])('finds %s', (_, source) => {
    expect(forbiddenIn({ 'protocol/bad.ts': source })).toEqual([
      'protocol/bad.ts: ../aws/schema.ts: protocol may not import aws/schema.ts',
    ]);
  });

  test.each([
    ['protocol/a.ts', '../chat/ports/cache.ts'],
    ['chat/a/b.ts', '../../aws/schema.ts'],
    ['aws/a.ts', '../lambdas/environment.ts'],
    ['lambdas/a.ts', '../lib/settings.ts'],
    ['lib/a.ts', '../lambdas/message.ts'],
    ['lib/a.ts', '../protocol/parse.ts'],
    ['lib/a.ts', '../chat/ports/cache.ts'],
    ['lib/a.ts', '../web/main.tsx'],
    ['bin/a.ts', '../lambdas/environment.ts'],
    ['client/a.ts', '../chat/ports/cache.ts'],
    ['web/a.ts', '../local/log.ts'],
    ['terminal/a.ts', '../aws/schema.ts'],
    ['local/a.ts', '../lambdas/environment.ts'],
    ['local/a/b.mjs', '../../protocol/limits.ts'],
    ['bench/a.ts', '../test/e2e/rows.ts'],
    ['chat/a.ts', './../test/e2e/rows.ts'],
    ['lib/a.ts', '../package.json'],
  ])('forbids %s to import %s', (path, specifier) => {
    expect(forbiddenIn({ [path]: `import '${specifier}';` })).toHaveLength(1);
  });

  test.each([
    ['chat/commands/a.ts', '../../protocol/errors.ts'],
    ['aws/a.ts', '../chat/ports/chat-ports.ts'],
    ['lambdas/a.ts', '../aws/schema.ts'],
    ['lib/a.ts', '../lambdas/environment.ts'],
    ['lib/a.ts', '../aws/schema.ts'],
    ['lib/a.ts', '../protocol/limits.ts'],
    ['lib/a.ts', '../web/page-settings.ts'],
    ['bin/a.ts', '../lib/settings.ts'],
    ['local/a.ts', './gateway/api.ts'],
    ['test/a.ts', '../local/log.ts'],
    ['aws/a.ts', '@aws-sdk/lib-dynamodb'],
    ['lambdas/a.ts', 'node:timers/promises'],
    ['protocol/a.ts', 'valibot'],
  ])('allows %s to import %s', (path, specifier) => {
    expect(forbiddenIn({ [path]: `import '${specifier}';` })).toEqual([]);
  });

  test.each([
    'node:fs',
    'fs',
    'node:timers/promises',
    '@aws-sdk/lib-dynamodb',
    '@smithy/types',
    'aws-jwt-verify',
    'aws-cdk-lib',
  ])('forbids chat and protocol the module %s', (specifier) => {
    expect(forbiddenIn({ 'chat/a.ts': `import '${specifier}';` })).toHaveLength(1);
    expect(forbiddenIn({ 'protocol/a.ts': `import type { X } from '${specifier}';` })).toHaveLength(1);
  });

  test.each(['lambdas/environment.ts', 'aws/schema.ts', 'protocol/limits.ts', 'web/page-settings.ts'])(
    'lets %s import nothing, not even its neighbours',
    (path) => {
      expect(forbiddenIn({ [path]: `import type { X } from './neighbour.ts';` })).toHaveLength(1);
      expect(forbiddenIn({ [path]: `import 'valibot';` })).toHaveLength(1);
    },
  );

  test('does not take text and comments for imports', () => {
    const source = `// import '../aws/schema.ts'\nconst text = "import('../aws/schema.ts')";`;
    expect(forbiddenIn({ 'protocol/a.ts': source })).toEqual([]);
  });

  test('finds an import from a later room of the chat, and a room without a place', () => {
    const rooms = {
      'chat/rules/a.ts': `import type { B } from '../delivery/b.ts';`,
      'chat/delivery/b.ts': `import { c } from '../rules/deep/c.ts'; import { d } from '../d.ts';`,
      'chat/attic/e.ts': '',
    };
    expect(findLayerFaults(toSources(rooms))).toEqual([
      'chat/rules/a.ts: chat/delivery/b.ts',
      'chat/attic/e.ts: its room has no place in CHAT_LAYERS',
    ]);
  });

  test('finds a cycle of three files, also where only types are imported', () => {
    const cycle = {
      'chat/a.ts': `import { b } from './b.ts';`,
      'chat/b.ts': `import type { C } from './deep/c.ts';`,
      'chat/deep/c.ts': `export type X = import('../a.ts').A;`,
      'chat/d.ts': `import { a } from './a.ts';`,
    };
    expect(findImportCycles(toSources(cycle))).toEqual([
      'chat/a.ts → chat/b.ts → chat/deep/c.ts → chat/a.ts',
    ]);
  });

  test('finds folders that import from each other through a third, and passes over files that are in none', () => {
    const cycle = {
      'client/one/a.ts': `import type { B } from '../two/b.ts';`,
      'client/two/b.ts': `import { c } from '../three/c.ts';`,
      'client/two/harmless.ts': `import { root } from '../root.ts'; import { x } from '../../chat/one/x.ts';`,
      'client/three/c.ts': `import { other } from '../one/other.ts';`,
      'client/root.ts': `import { a } from './one/a.ts';`,
      'client/four/d.ts': `import { a } from '../one/a.ts';`,
    };
    expect(findFolderCycles(toSources(cycle), 'client')).toEqual(['one ↔ three', 'one ↔ two', 'three ↔ two']);
  });

  test('finds a file that imports itself, and takes a diamond for no cycle', () => {
    expect(findImportCycles(toSources({ 'chat/a.ts': `import './a.ts';` }))).toEqual([
      'chat/a.ts → chat/a.ts',
    ]);
    const diamond = {
      'chat/a.ts': `import './b.ts'; import './c.ts';`,
      'chat/b.ts': `import './d.ts';`,
      'chat/c.ts': `import './d.ts';`,
      'chat/d.ts': '',
    };
    expect(findImportCycles(toSources(diamond))).toEqual([]);
  });

  test.each([
    'Date.now()',
    'const now = Date.now;',
    'new Date()',
    'Date()',
    'Math.random()',
    'setTimeout(f, 1)',
    'globalThis.setTimeout(f, 1)',
    'crypto.randomUUID()',
    'performance.now()',
    'process.env.X',
  ])('finds clock, chance or surroundings in %s', (source) => {
    expect(findAmbientAccess(toSources({ 'chat/a.ts': source })).length).toBeGreaterThan(0);
  });

  test.each(['new Date(time)', 'Math.min(1, 2)', 'clock.now()', 'ports.random()', '// Date.now()'])(
    'finds nothing in %s',
    (source) => {
      expect(findAmbientAccess(toSources({ 'chat/a.ts': source }))).toEqual([]);
    },
  );
});

const toSources = (sources: Readonly<Record<string, string>>): Sources => new Map(Object.entries(sources));
const forbiddenIn = (sources: Readonly<Record<string, string>>) => findForbiddenImports(toSources(sources));
