import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** What the figures of `npm run bench` are made with. */
const MESSAGE_PATH = /^(@aws-sdk|@smithy|ws|dynalite|esbuild|socket\.io)/;

/** The machine and the versions that figures hold for. @param named which packages are named, with their versions */
export function describeMachine(named: RegExp = MESSAGE_PATH): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  const versions = Object.entries({ ...dependencies, ...devDependencies })
    .filter(([name]) => named.test(name))
    .map(([name, version]) => `${name} ${version}`);
  return `${cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GiB, Node ${process.versions.node}; ${versions.join(', ')}.`;
}
