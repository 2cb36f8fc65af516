import { measureImports } from '../cold-start/measure-imports.ts';
import { weighBundle } from '../cold-start/weigh-bundle.ts';
import { bundleBaseline } from '../functions/baseline-bundles.ts';
import { bundleChat, entryOf, FUNCTIONS } from '../functions/chat-bundles.ts';
import { formatCount, formatMs, formatShare } from '../numbers.ts';
import type { Question } from '../question.ts';

const ROUNDS = 11;
const SHARE_OF_PLAIN = 0.6;

/** What the first invocation of an environment waits for. */
export const coldStart: Question = {
  name: 'cold-start',
  title: 'Cold start',
  async ask(progress) {
    const folders = bundleChat();
    const bundles = [
      ...FUNCTIONS.map((name) => ({ name: `\`${name}\``, file: entryOf(folders[name]) })),
      { name: 'plain, one CommonJS file', file: bundleBaseline('plain-functions') },
      { name: 'plain, one ES module', file: bundleBaseline('plain-functions', 'esm') },
    ];
    const times = await measureImports(
      bundles.map(({ file }) => file),
      ROUNDS,
      (round) => progress(`round ${round} of ${ROUNDS}`),
    );
    const measured = bundles.map(({ name, file }) => ({
      name,
      ...weighBundle(file),
      ms: times.get(file) ?? 0,
    }));
    const ours = measured.slice(0, FUNCTIONS.length);
    const [plain = 0, plainModule = 0] = measured.slice(FUNCTIONS.length).map(({ ms }) => ms);
    const slowest = ours.reduce((one, other) => (one.ms >= other.ms ? one : other));
    return {
      method: [
        `The time of \`import()\` of each bundle in a fresh Node process, medians of ${ROUNDS} rounds in which all take turns. Lambda adds the start of Node and, before the first call, TLS to each service; on less than 1,769 MB it has less than one core. What a bundle imports only when it is needed isn't in the first column: the SDK's ways to find credentials outside Lambda, and the client that fans out large audiences.`,
        'Plain: authorizer, connect, disconnect, message and deliver written the usual way, three SDK clients, a validator and `aws-jwt-verify`, in one minified file. The target is judged by its CommonJS form, which is what esbuild and CDK’s `NodejsFunction` make unless told otherwise; the same as an ES module stands beside it.',
      ],
      tables: [
        {
          caption: 'Bundles: size and import time, median',
          columns: ['', 'KB at import', 'KB in all', 'import, ms', '/ plain CommonJS', '/ plain ES module'],
          rows: measured.map(({ name, loadedBytes, allBytes, ms }) => [
            name,
            formatCount(Math.round(loadedBytes / 1_000)),
            formatCount(Math.round(allBytes / 1_000)),
            formatMs(ms),
            formatShare(ms / plain),
            formatShare(ms / plainModule),
          ]),
        },
      ],
      targets: [
        {
          what: 'Import of every bundle, beside the plain one',
          target: `under ${SHARE_OF_PLAIN}`,
          measured: `${formatShare(slowest.ms / plain)} (${slowest.name})`,
          isMet: slowest.ms / plain < SHARE_OF_PLAIN,
        },
      ],
    };
  },
};
