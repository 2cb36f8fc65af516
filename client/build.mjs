/**
 * Makes the package of the client, ready for `npm pack`: `node client/build.mjs [outdir]`, by default `dist/client`.
 * What is in the folder goes.
 *
 * `browser.js` is an ES module and `cjs/browser.js` the same for `require`. In Node there is one implementation,
 * `cjs/node.js`, as only CommonJS can load `ws` at the moment when it is needed; `node.js` exports it by name, so that
 * what is imported and what is required are the same classes.
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

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'cjs'), { recursive: true });
await Promise.all([
  bundle('index.ts', 'browser.js', { platform: 'browser', format: 'esm' }),
  bundle('index.ts', 'cjs/browser.js', { platform: 'browser', format: 'cjs' }),
  bundle('node.ts', 'cjs/node.js', { platform: 'node', format: 'cjs', external: ['ws'] }),
  writeNodeModule(),
  emitTypes().then(() => cp(join(out, 'types'), join(out, 'cjs', 'types'), { recursive: true })),
  writeFile(join(out, 'cjs', 'package.json'), '{ "type": "commonjs" }\n'),
  writeManifest(),
  copyFile(join(root, 'LICENSE'), join(out, 'LICENSE')),
  copyFile(join(source, 'README.md'), join(out, 'README.md')),
]);
console.log(`${out}: ${await describeSize()}`);

/** Readable, for whoever debugs through it; bundlers minify it. */
async function bundle(entry, file, options) {
  await build({
    entryPoints: [join(source, entry)],
    outfile: join(out, file),
    bundle: true,
    target: 'es2022',
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

async function emitTypes() {
  const types = join(out, 'types');
  const tsc = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');
  const flags = ['-p', join(source, 'tsconfig.build.json'), '--outDir', types];
  await promisify(execFile)(process.execPath, [tsc, ...flags]).catch(({ stdout }) => {
    throw new Error(`tsc: ${stdout}`);
  });
  // Some compilers leave the extension in declarations, where a consumer's refuses it.
  for (const name of await readdir(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const text = await readFile(join(types, name), 'utf8');
    await writeFile(join(types, name), text.replace(/((?:from|import\()\s*'\.[^']*)\.ts'/g, "$1.js'"));
  }
}

async function writeManifest() {
  const { version, license, engines, devDependencies } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const types = './types/client/index.d.ts';
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
      './package.json': './package.json',
    },
    // For what doesn't read `exports`: older bundlers and resolvers, React Native's among them.
    main: './cjs/node.js',
    browser: './browser.js',
    'react-native': './browser.js',
    types,
    peerDependencies: { ws: `^${devDependencies.ws.split('.', 1)[0]}` },
    peerDependenciesMeta: { ws: { optional: true } },
  };
  await writeFile(join(out, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function describeSize() {
  const { outputFiles } = await build({
    entryPoints: [join(out, 'browser.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const [{ contents }] = outputFiles;
  return `${contents.length} bytes minified, ${gzipSync(contents).length} gzipped`;
}
