import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { type Run, runChatApp } from './run-chat-app.ts';

/** A setting's value as context has it. */
type Given = Readonly<Record<string, unknown>>;

/** The stacks of a test file, all made and checked by one run of one app: to load CDK and its checks takes ten seconds. */
export interface ChosenStacks {
  /**
   * Has a stack with some settings made before the file's tests; to be called outside of them.
   * @returns its template, for a test to ask for: under the feature flags of cdk.json, without the functions' code
   */
  stackWith(given: Given): () => Template;
  /** What became of the app, which has careless constructs in a stack of its own (fixtures/careless-app.ts). */
  run(): Run;
}

/**
 * To be called once in a test file, outside of its tests. Leaves no file behind. (For the template without settings there is
 * `readDefaultTemplate`.)
 * @param careless the settings of the stack with the careless constructs
 */
export function chooseStacks(careless: Given): ChosenStacks {
  const chosen = new Map<string, Given>();
  let directory: string;
  let run: Run;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'chat-lib-test-'));
    const stacks = Object.fromEntries([...chosen.values()].map((given, place) => [nameOf(place), given]));
    run = await runChatApp('node --import tsx test/lib/fixtures/careless-app.ts', directory, {
      ...careless,
      stacks,
    });
  }, 300_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  return {
    stackWith(given) {
      const key = JSON.stringify(given);
      chosen.set(key, given);
      const name = nameOf([...chosen.keys()].indexOf(key));
      return () => {
        try {
          return Template.fromJSON(
            JSON.parse(readFileSync(join(run.assembly, `${name}.template.json`), 'utf8')),
          );
        } catch (cause) {
          throw new Error(run.printed, { cause });
        }
      };
    },
    run: () => run,
  };
}

const nameOf = (place: number) => `Chosen${place + 1}`;
