import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const cdkJson = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chat-app-test-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const EVERY_SETTING = {
  tokenIssuer: 'https://login.example.com',
  tokenAudiences: 'chat',
  tokenJwksUri: 'https://keys.example.com/jwks',
  tokenUse: 'id',
  usernameClaim: 'nick',
  signInClientId: 'page',
  signInScope: 'openid profile',
  signInAudience: 'chat',
  signInOrigins: 'https://tokens.example.com',
  tokenRequired: 'true',
  blockPolicy: 'silent',
  directory: 'friends',
  retentionDays: '7',
  logRetentionDays: '7',
  throttleRate: '10',
  throttleBurst: '10',
  accessLogs: 'true',
  messageConcurrency: '5',
  domainName: 'chat.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
  requestsPerFiveMinutes: '1000',
  originSecret: 'x'.repeat(32),
  allowedOrigins: 'https://chat.example.com',
};

interface Run {
  readonly code: number | null;
  readonly printed: string;
  /** What the checks found: the report that CDK leaves in the assembly. */
  findings(): { readonly ruleName: string; readonly constructs: string[] }[];
}

/** Runs an app as the CDK CLI does, on a machine that knows no AWS account. */
async function runApp(command: string, settings: Readonly<Record<string, string>> = {}): Promise<Run> {
  const outdir = join(directory, 'cdk.out');
  const child = spawn(command, {
    cwd: ROOT,
    shell: true,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_OUTDIR: outdir,
      // The functions' code and the page are bundled before all tests; no check looks into them.
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...settings }),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, printed, findings: () => readFindings(join(outdir, 'validation-report.json')) };
}

function readFindings(path: string): ReturnType<Run['findings']> {
  const { pluginReports } = JSON.parse(readFileSync(path, 'utf8')) as ValidationReport;
  return pluginReports.flatMap(({ violations }) =>
    violations.map(({ ruleName, violatingConstructs }) => ({
      ruleName,
      constructs: violatingConstructs.map(({ constructPath }) => constructPath),
    })),
  );
}

interface ValidationReport {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

describe('the app of cdk.json', () => {
  test('synthesizes without an AWS account, and neither cdk-nag nor CDK’s validation finds anything', async () => {
    const run = await runApp(cdkJson.app);
    expect([run.code, run.findings(), run.code === 0 ? '' : run.printed]).toEqual([0, [], '']);
  }, 300_000);

  test('fails on a faulty setting and names it', async () => {
    const run = await runApp(cdkJson.app, { blockPolicy: 'loud' });
    expect(run.code).not.toBe(0);
    expect(run.printed).toContain('Setting blockPolicy: must be notify or silent (it is "loud")');
  }, 300_000);
});

describe('an app with careless constructs, and every setting changed', () => {
  // Both in one run: to load CDK's rules takes ten seconds.
  test('fails, and the report names what cdk-nag and CDK’s validation found in these constructs, and nothing else', async () => {
    const run = await runApp('npx tsx test/lib/fixtures/careless-app.ts', EVERY_SETTING);
    expect(run.code).not.toBe(0);
    const findings = run.findings();
    expect(findings).toEqual(
      expect.arrayContaining([
        { ruleName: 'AwsSolutions-IAM5[Action::dynamodb:*]', constructs: ['Chat/Careless/Resource'] },
        { ruleName: 'AwsSolutions-IAM5[Resource::*]', constructs: ['Chat/Careless/Resource'] },
        { ruleName: expect.any(String), constructs: ['Chat/Misspelt'] },
      ]),
    );
    const found = new Set(findings.flatMap(({ constructs }) => constructs));
    expect(found).toEqual(new Set(['Chat/Careless/Resource', 'Chat/Misspelt']));
  }, 300_000);
});
