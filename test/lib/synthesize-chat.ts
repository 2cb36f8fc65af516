import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ChatStack } from '../../lib/chat-stack.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';

const synthesized = new Map<string, Template>();

/**
 * The stack's template with some settings, under the feature flags of cdk.json, without the functions' code; once for
 * all who ask in a test file. Leaves no file behind. (For the template without settings there is `readDefaultTemplate`,
 * which needs no seconds.)
 * @throws Error when CDK's validation finds a fault in it
 */
export function synthesizeChat(given: Readonly<Record<string, unknown>>): Template {
  const settings = readSettings(given);
  const key = JSON.stringify(settings);
  const template = synthesized.get(key) ?? synthesize(settings);
  synthesized.set(key, template);
  return template;
}

function synthesize(settings: Settings): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'chat-lib-test-'));
  // For all other tests jest.config.mjs has it off.
  delete process.env.CDK_VALIDATION;
  try {
    const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
    const app = new App({
      outdir,
      context: { ...context, 'aws:cdk:bundling-stacks': [] },
      analyticsReporting: false,
    });
    return Template.fromStack(new ChatStack(app, 'Chat', { settings }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
