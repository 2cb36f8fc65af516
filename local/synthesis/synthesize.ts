import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../lock-file.ts';
import { StartError } from '../start-error.ts';
import { hashSources } from './hash-sources.ts';
import { runApp } from './run-app.ts';

export interface SynthesizeOptions {
  /** Where cdk.json is. */
  readonly directory: string;
  /** Context from the command line, which wins over that of cdk.json. */
  readonly context?: Readonly<Record<string, string>>;
  /** Default: cdk.json's `output`, else `cdk.out`. */
  readonly outputDirectory?: string;
}

export interface Synthesis {
  /** The cloud assembly's directory. */
  readonly assembly: string;
  /** True when nothing had changed, so that the app was not run. */
  readonly isReused: boolean;
  /** What the app printed. */
  readonly output: string;
}

/** How long to wait before a lock is asked for again. */
const lockPauseMs = 50;

interface CdkJson {
  readonly app?: string;
  readonly output?: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly watch?: { readonly include?: string | string[]; readonly exclude?: string | string[] };
}

/**
 * Synthesizes the CDK app of a directory as `cdk synth` would, without an AWS account, or reuses the assembly
 * when no file of cdk.json's `watch` and no context has changed since.
 *
 * @throws StartError when there is no app, or when it fails; then with what it printed.
 */
export async function synthesize(options: SynthesizeOptions): Promise<Synthesis> {
  const { directory } = options;
  const cdkJson = (await readJson(join(directory, 'cdk.json'))) as CdkJson | undefined;
  const app = cdkJson?.app;
  if (!app) {
    throw new StartError(
      `No cdk.json with an "app" in ${directory}: start in a CDK project, or name a cloud assembly with --app DIR.`,
    );
  }
  const assembly = resolve(directory, options.outputDirectory ?? cdkJson.output ?? 'cdk.out');
  const kept = (await readJson(join(directory, 'cdk.context.json'))) ?? {};
  const context = { ...cdkJson.context, ...(kept as object), ...options.context };
  await mkdir(assembly, { recursive: true });
  const release = await waitForLock(join(assembly, 'local-synthesis.lock'));
  try {
    return await synthesizeAlone({ ...cdkJson, app }, { directory, assembly, context });
  } finally {
    release();
  }
}

/** Two runs that start together must not write over each other: the second finds what the first has made. */
async function waitForLock(path: string): Promise<() => void> {
  for (;;) {
    const lock = takeLock(path);
    if (lock.isOurs) return lock.release;
    await sleep(lockPauseMs);
  }
}

async function synthesizeAlone(
  cdkJson: CdkJson & { readonly app: string },
  { directory, assembly, context }: { directory: string; assembly: string; context: object },
): Promise<Synthesis> {
  const inputs = await hashInputs(directory, cdkJson, context, assembly);
  const recordPath = join(assembly, 'local-synthesis.json');
  const record = (await readJson(recordPath)) as { inputs?: string; manifest?: string } | undefined;
  if (record?.inputs === inputs && record.manifest === (await hashManifest(assembly))) {
    return { assembly, isReused: true, output: '' };
  }
  // First, so that a failure half-way leaves no assembly that looks whole.
  await rm(recordPath, { force: true });
  const output = await runApp({ command: cdkJson.app, directory, assembly, context });
  const manifest = await hashManifest(assembly);
  await writeFile(recordPath, JSON.stringify({ inputs, manifest }));
  return { assembly, isReused: false, output };
}

async function hashInputs(
  directory: string,
  cdkJson: CdkJson,
  context: object,
  assembly: string,
): Promise<string> {
  const { include = '**', exclude = [] } = cdkJson.watch ?? {};
  const outputPath = relative(directory, assembly);
  const sources = await hashSources(directory, {
    include: [include].flat(),
    exclude: [...[exclude].flat(), ...(outputPath.startsWith('..') ? [] : [outputPath])],
  });
  return createHash('sha256')
    .update(JSON.stringify([cdkJson, context, sources]))
    .digest('hex');
}

/** The manifest holds each template's hash, so it shows when somebody else synthesized into the directory. */
async function hashManifest(assembly: string): Promise<string | undefined> {
  const manifest = await readFile(join(assembly, 'manifest.json')).catch(() => undefined);
  return manifest && createHash('sha256').update(manifest).digest('hex');
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StartError(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
