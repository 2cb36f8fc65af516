import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../start-error.ts';
import type { Template } from './template.ts';

/** One stack of a cloud assembly (the directory that `cdk synth` writes), as far as a local run needs it. */
export interface CloudStack {
  readonly stackName: string;
  /** What it is called on the command line. */
  readonly displayName: string;
  /** Unique in the assembly. */
  readonly id: string;
  /** The ids of the stacks that must be deployed before it. */
  readonly dependencies: readonly string[];
  /** From the stack's environment; `us-east-1` when the app leaves it open. */
  readonly region: string;
  readonly accountId: string;
  readonly template: Template;
  /** Where each file asset lies on disk, by its object key (which is a function's `Code.S3Key`). */
  readonly assetPaths: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Record<string, Artifact>;
  readonly missing?: readonly { readonly key: string }[];
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
}

interface AssetManifest {
  readonly files?: Record<
    string,
    {
      readonly source: { readonly path?: string };
      readonly destinations: Record<string, { readonly objectKey: string }>;
    }
  >;
}

interface FoundStack {
  readonly name: string;
  readonly id: string;
  readonly directory: string;
  readonly artifact: Artifact;
  readonly artifacts: Record<string, Artifact>;
}

/**
 * Reads the stacks of the assembly in `directory`, those of nested assemblies (CDK stages) included.
 *
 * @throws StartError when there is no assembly, or no stack in it.
 */
export async function readCloudAssembly(directory: string): Promise<readonly CloudStack[]> {
  const found = await findStacks(directory);
  if (found.length === 0) {
    throw new StartError(`The cloud assembly in ${directory} holds no stack.`);
  }
  return Promise.all(found.map(readStack));
}

async function findStacks(directory: string): Promise<FoundStack[]> {
  const manifest = (await readJson(join(directory, 'manifest.json')).catch((cause: unknown) => {
    throw new StartError(
      `No cloud assembly in ${directory} (manifest.json can't be read): synthesize it first, with "npx cdk synth".`,
      { cause },
    );
  })) as Manifest;
  if (manifest.missing?.length) {
    const keys = manifest.missing.map((one) => one.key).join(', ');
    throw new StartError(
      `The app looks values up in an AWS account (${keys}), which a local run can't do: run "npx cdk synth" ` +
        'once with credentials, which keeps the answers in cdk.context.json.',
    );
  }
  const artifacts = manifest.artifacts ?? {};
  const nested = await Promise.all(
    Object.entries(artifacts).map(async ([id, artifact]): Promise<FoundStack[]> => {
      if (artifact.type === 'aws:cloudformation:stack') {
        return [{ name: artifact.displayName ?? id, id, directory, artifact, artifacts }];
      }
      const below = artifact.type === 'cdk:cloud-assembly' && artifact.properties?.directoryName;
      return below ? findStacks(join(directory, below)) : [];
    }),
  );
  return nested.flat();
}

async function readStack({ name, id, directory, artifact, artifacts }: FoundStack): Promise<CloudStack> {
  const templateFile = artifact.properties?.templateFile;
  if (!templateFile) {
    throw new StartError(`The stack "${name}" names no template file: synthesize it again.`);
  }
  const idOf = (artifactId: string) => join(directory, artifactId);
  const template = (await readJson(join(directory, templateFile))) as Template;
  const assetPaths = new Map<string, string>();
  const dependencies = artifact.dependencies ?? [];
  for (const dependency of dependencies) {
    const { type, properties } = artifacts[dependency] ?? {};
    const file = type === 'cdk:asset-manifest' ? properties?.file : undefined;
    const assets = file ? ((await readJson(join(directory, file))) as AssetManifest) : {};
    for (const { source, destinations } of Object.values(assets.files ?? {})) {
      for (const { objectKey } of Object.values(destinations)) {
        if (source.path) {
          assetPaths.set(objectKey, join(directory, source.path));
        }
      }
    }
  }
  const [accountId, region] = (artifact.environment ?? '').replace('aws://', '').split('/');
  return {
    // A stack inside a CDK stage has a display name with a slash, which no resource's name may hold.
    displayName: name,
    id: idOf(id),
    dependencies: dependencies
      .filter((dependency) => artifacts[dependency]?.type === 'aws:cloudformation:stack')
      .map(idOf),
    stackName: artifact.properties?.stackName ?? name.replaceAll(/[^A-Za-z0-9-]/g, '-'),
    region: !region || region === 'unknown-region' ? 'us-east-1' : region,
    accountId: !accountId || accountId === 'unknown-account' ? '000000000000' : accountId,
    template,
    assetPaths,
  };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
