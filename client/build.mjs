/**
 * Makes the package of the client, ready for `npm pack`: `node client/build.mjs [outdir]`, by default `dist/client`.
 * What is in the folder goes.
 *
 * `browser.js` is an ES module and `cjs/browser.js` the same for `require`. In Node there is one implementation,
 * `cjs/node.js`, as only CommonJS can load `ws` at the moment when it is needed; `node.js` exports it by name, so that
 * what is imported and what is required are the same classes. `testing.js` holds the server's own code, for tests of
 * apps; it shares no code with the others. `react.js` asks the package itself for the client, so that there is one of it.
 * `tabs.js` has both halves of what tabs share, the page's and the worker's, of which a bundler takes the one that is used.
 */
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'client');
const out = resolve(process.argv[2] ?? join(root, 'dist', 'client'));
const require = createRequire(import.meta.url);
/** The bindings get the client from where their app does: another copy would have other classes and other views. */
const ofReact = {
  platform: 'neutral',
  external: ['react'],
  plugins: [
    {
      name: 'client',
      setup({ onResolve }) {
        onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({
          path: 'serverless-chat-client',
          external: true,
        }));
      },
    },
  ],
};
const tsc = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'cjs'), { recursive: true });
await Promise.all([
  bundle('index.ts', 'browser.js', { platform: 'browser', format: 'esm' }),
  bundle('index.ts', 'cjs/browser.js', { platform: 'browser', format: 'cjs' }),
  bundle('node.ts', 'cjs/node.js', { platform: 'node', format: 'cjs', external: ['ws'] }),
  writeNodeModule(),
  bundle('react/index.ts', 'react.js', { ...ofReact, format: 'esm' }),
  bundle('react/index.ts', 'cjs/react.js', { ...ofReact, format: 'cjs' }),
  bundle('tabs/index.ts', 'tabs.js', { platform: 'browser', format: 'esm' }),
  bundle('tabs/index.ts', 'cjs/tabs.js', { platform: 'browser', format: 'cjs' }),
  bundle('../testing/index.ts', 'testing.js', { platform: 'neutral', format: 'esm' }),
  bundle('../testing/index.ts', 'cjs/testing.js', { platform: 'neutral', format: 'cjs' }),
  emitTypes().then(() => cp(join(out, 'types'), join(out, 'cjs', 'types'), { recursive: true })),
  writeFile(join(out, 'cjs', 'package.json'), '{ "type": "commonjs" }\n'),
  writeManifest(),
  copyFile(join(root, 'LICENSE'), join(out, 'LICENSE')),
  writeReadme(),
]);
console.log(`${out}: ${await describeSize()}`);

/**
 * Readable, for whoever debugs through it; bundlers minify it. Constants are put where they are used, which they do only across
 * files, and it is one.
 */
async function bundle(entry, file, options) {
  await build({
    entryPoints: [join(source, entry)],
    outfile: join(out, file),
    bundle: true,
    target: 'es2022',
    minifySyntax: true,
    logLevel: 'warning',
    ...options,
  });
}

/** The names are those that the ES module of the same source would export. */
async function writeNodeModule() {
  const { metafile } = await build({
    entryPoints: [join(source, 'node.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['ws'],
    logLevel: 'error',
    outfile: 'node.js',
    metafile: true,
    write: false,
  });
  const names = Object.values(metafile.outputs)[0].exports;
  await writeFile(join(out, 'node.js'), `export { ${names.sort().join(', ')} } from './cjs/node.js';\n`);
}

/** Declarations of the entries and of what they name, and no others: those of the server are many, and nobody's here. */
async function emitTypes() {
  const types = join(out, 'types');
  for (const project of [join(source, 'tsconfig.build.json'), join(root, 'testing', 'tsconfig.build.json')]) {
    await promisify(execFile)(process.execPath, [tsc, '-p', project, '--outDir', types]).catch(
      ({ stdout }) => {
        throw new Error(`tsc: ${stdout}`);
      },
    );
  }
  const named = new Set();
  for (const entry of [
    'client/index',
    'client/node',
    'client/react/index',
    'client/tabs/index',
    'testing/index',
  ]) {
    await addNamed(join(types, `${entry}.d.ts`), named);
  }
  const emitted = await readdir(types, { recursive: true, withFileTypes: true });
  const files = emitted.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  await Promise.all(files.filter((file) => !named.has(file)).map((file) => rm(file)));
}

async function addNamed(file, named) {
  if (named.has(file)) return;
  named.add(file);
  // Some compilers leave the extension in declarations, where a consumer's refuses it.
  const text = (await readFile(file, 'utf8')).replace(/((?:from|import\()\s*'\.[^']*)\.ts'/g, "$1.js'");
  await writeFile(file, text);
  for (const [, name] of text.matchAll(/(?:from|import\()\s*'(\.[^']*)\.js'/g)) {
    await addNamed(resolve(file, '..', `${name}.d.ts`), named);
  }
}

/** With the pages that it links to, which in the repository are beside the package. */
async function writeReadme() {
  const readme = await readFile(join(source, 'README.md'), 'utf8');
  await writeFile(join(out, 'README.md'), readme.replaceAll('](../docs/', '](docs/'));
  for (const page of ['protocol.md', 'sdk/reference']) {
    await cp(join(root, 'docs', page), join(out, 'docs', page), { recursive: true });
  }
}

async function writeManifest() {
  const { version, license, engines, devDependencies } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const types = './types/client/index.d.ts';
  const testingTypes = './types/testing/index.d.ts';
  const reactTypes = './types/client/react/index.d.ts';
  const tabsTypes = './types/client/tabs/index.d.ts';
  const filesIn = (folder) => ({
    browser: `./${folder}browser.js`,
    node: `./${folder}node.js`,
    default: `./${folder}browser.js`,
  });
  const manifest = {
    name: 'serverless-chat-client',
    version,
    description: 'A client of Serverless chat, for browsers and Node',
    license,
    type: 'module',
    engines,
    sideEffects: false,
    exports: {
      '.': {
        import: { types, ...filesIn('') },
        require: { types: `./cjs/${types.slice(2)}`, ...filesIn('cjs/') },
        default: './browser.js',
      },
      './react': {
        import: { types: reactTypes, default: './react.js' },
        require: { types: `./cjs/${reactTypes.slice(2)}`, default: './cjs/react.js' },
      },
      './tabs': {
        import: { types: tabsTypes, default: './tabs.js' },
        require: { types: `./cjs/${tabsTypes.slice(2)}`, default: './cjs/tabs.js' },
      },
      './testing': {
        import: { types: testingTypes, default: './testing.js' },
        require: { types: `./cjs/${testingTypes.slice(2)}`, default: './cjs/testing.js' },
      },
      './package.json': './package.json',
    },
    // For what doesn't read `exports`: older bundlers and resolvers, React Native's among them.
    main: './cjs/node.js',
    browser: './browser.js',
    'react-native': './browser.js',
    types,
    peerDependencies: {
      react: '>=19',
      ws: `^${devDependencies.ws.split('.', 1)[0]}`,
    },
    peerDependenciesMeta: { react: { optional: true }, ws: { optional: true } },
  };
  await writeFile(join(out, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** What an app ships that makes a client, one that uses all of it, and one that uses the bindings; React is its own. */
async function describeSize() {
  const [client, all, react] = await Promise.all([
    sizeOf(`export { createChatClient } from './browser.js'`),
    sizeOf(`export * from './browser.js'`),
    sizeOf(`export * from './react.js'`),
  ]);
  return `${client} bytes gzipped with createChatClient alone, ${all} with everything, ${react} with the React bindings`;
}

async function sizeOf(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: out },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    external: ['react'],
    alias: { 'serverless-chat-client': join(out, 'browser.js') },
  });
  return gzipSync(outputFiles[0].contents).length;
}
