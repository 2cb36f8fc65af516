// After `npm install` through a registry mirror that lacks the packages of other platforms: npm leaves those out of the
// lock file, and `npm ci` then refuses it ("Missing: … from lock file"). This adds them, pinned as their parents name
// them and without an integrity, which the mirror could not give. Run it before committing package-lock.json.
import { readFileSync, writeFileSync } from 'node:fs';

const PLATFORMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
];

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const added = [];
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place]) continue;
    const words = name.split(/[-/]/);
    lock.packages[place] = {
      version: version.replace(/^[\^~]/, ''),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...only('os', pick(PLATFORMS, words)),
      ...only('cpu', pick(PROCESSORS, words)),
      ...only('libc', words.includes('musl') ? ['musl'] : pick(['glibc'], words)),
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)),
);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} added${added.length > 0 ? `: ${added.join(', ')}` : ''}`);

function only(key, values) {
  return values.length > 0 ? { [key]: values } : {};
}

function pick(known, words) {
  return known.filter((word) => words.includes(word));
}
