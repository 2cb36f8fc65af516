import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const cdkJson: { readonly app: string; readonly context: Readonly<Record<string, unknown>> } =
  JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));

/** What one of CDK's checks found, and where. */
export interface Finding {
  readonly ruleName: string;
  readonly constructs: string[];
}

export interface Run {
  readonly code: number | null;
  readonly printed: string;
  /** The assembly that it left, or a part of one. */
  readonly assembly: string;
  /** What the checks found: the report that CDK leaves in the assembly. */
  findings(): Finding[];
}

/**
 * Runs an app as the CDK CLI does, on a machine that knows no AWS account.
 * @param directory an empty one, which the assembly and whatever the app leaves go to
 * @param settings context, beside that of cdk.json
 */
export async function runChatApp(
  command: string,
  directory: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Run> {
  const assembly = join(directory, 'cdk.out');
  const child = spawn(command, {
    cwd: ROOT,
    shell: true,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_OUTDIR: assembly,
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
  return { code, printed, assembly, findings: () => readFindings(join(assembly, 'validation-report.json')) };
}

function readFindings(path: string): Finding[] {
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
