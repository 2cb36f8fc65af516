import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import type { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { bundleFunction } from '../../lib/bundle.ts';

/** In the order in which a connection meets them. */
export const FUNCTIONS = ['authorizer', 'connect', 'message', 'deliver', 'expire', 'disconnect'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

let directories: Readonly<Record<FunctionName, string>> | undefined;

/** The folder of each function's bundle, made by what the stack makes them with; once a run. */
export function bundleChat(): Readonly<Record<FunctionName, string>> {
  directories ??= bundleAll();
  return directories;
}

function bundleAll(): Readonly<Record<FunctionName, string>> {
  const outdir = mkdtempSync(join(tmpdir(), 'chat-bundles-'));
  const stack = new Stack(new App({ outdir, analyticsReporting: false }), 'Bundles');
  const bundle = (name: FunctionName) => {
    const scope = new Construct(stack, name);
    bundleFunction(name).bind(scope);
    return [name, join(outdir, (scope.node.findChild('Code') as Asset).assetPath)];
  };
  return Object.fromEntries(FUNCTIONS.map(bundle));
}

/** The module that Lambda loads. */
export const entryOf = (directory: string) => join(directory, 'index.mjs');
