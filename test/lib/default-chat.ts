import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { assemblies } from '../e2e/assemblies.ts';

const { outputDirectory } = assemblies.open;

/**
 * The stack's template without any setting, out of the assembly that is made before all tests: to synthesize it takes
 * seconds, which each file would spend again, most of them to load CDK.
 */
export const readDefaultTemplate = (): Template =>
  Template.fromJSON(JSON.parse(readFileSync(join(outputDirectory, 'Chat.template.json'), 'utf8')));

/** The modules of a function's bundle by their file names, by its asset's hash. */
export function readBundle(hash: string): ReadonlyMap<string, string> {
  const directory = join(outputDirectory, `asset.${hash}`);
  return new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

/** The asset's hash of a function's code. */
export const hashOf = ({
  Properties,
}: {
  readonly Properties?: { readonly Code: { readonly S3Key: string } };
}) => String(Properties?.Code.S3Key).replace(/\.zip$/, '');
