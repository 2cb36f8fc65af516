import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cdkJson, runChatApp } from './run-chat-app.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chat-app-test-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the app of cdk.json', () => {
  test('synthesizes without an AWS account, and neither cdk-nag nor CDK’s validation finds anything', async () => {
    const run = await runChatApp(cdkJson.app, directory);
    expect([run.code, run.findings(), run.code === 0 ? '' : run.printed]).toEqual([0, [], '']);
  }, 300_000);

  test('fails on a faulty setting and names it', async () => {
    const run = await runChatApp(cdkJson.app, directory, { blockPolicy: 'loud' });
    expect(run.code).not.toBe(0);
    expect(run.printed).toContain('Setting blockPolicy: must be notify or silent (it is "loud")');
  }, 300_000);
});
