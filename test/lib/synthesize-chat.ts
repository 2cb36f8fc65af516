import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ChatStack } from '../../lib/chat-stack.ts';
import { readSettings } from '../../lib/settings.ts';

/** Sources by their file names. */
type Bundle = ReadonlyMap<string, string>;

/** A synthesized stack, and the assets that it would upload. */
export interface SynthesizedChat {
  readonly template: Template;
  /** The modules of a function's bundle by their file names, by its asset's hash. */
  readBundle(hash: string): Bundle;
}

/**
 * Synthesizes the stack with some settings, under the feature flags of cdk.json; leaves no file behind.
 * @param options.bundle false leaves the functions' code out, which is most of the time
 */
export function synthesizeChat(
  settings: Readonly<Record<string, unknown>> = {},
  { bundle = false } = {},
): SynthesizedChat {
  const outdir = mkdtempSync(join(tmpdir(), 'chat-lib-test-'));
  try {
    const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
    const app = new App({
      outdir,
      context: { ...context, ...(!bundle && { 'aws:cdk:bundling-stacks': [] }) },
      analyticsReporting: false,
    });
    const stack = new ChatStack(app, 'Chat', { settings: readSettings(settings) });
    const template = Template.fromStack(stack);
    const bundles = bundle ? readBundles(template, outdir) : new Map<string, Bundle>();
    return {
      template,
      readBundle(hash) {
        const files = bundles.get(hash);
        if (files === undefined) throw new Error(`No bundle ${hash}`);
        return files;
      },
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readBundles(template: Template, outdir: string): Map<string, Bundle> {
  const hashes = Object.values(template.findResources('AWS::Lambda::Function')).map(hashOf);
  return new Map(hashes.map((hash) => [hash, readFiles(join(outdir, `asset.${hash}`))]));
}

const readFiles = (directory: string): Bundle =>
  new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]));

/** The asset's hash of a function's code. */
export const hashOf = ({
  Properties,
}: {
  readonly Properties?: { readonly Code: { readonly S3Key: string } };
}) => String(Properties?.Code.S3Key).replace(/\.zip$/, '');
