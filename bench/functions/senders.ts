import { TABLES, TEXTBOOK_TABLE } from '../model/audience.ts';
import type { RemoteModel } from '../model/start-model-process.ts';
import { bundleBaseline } from './baseline-bundles.ts';
import { bundleChat, entryOf } from './chat-bundles.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { baselineVariables, chatVariables } from './variables.ts';

/** Functions that deliver messages, in warm environments. */
export interface Sender {
  readonly name: SenderName;
  /** Where its connections are. */
  readonly table: string;
  readonly message: Environment;
  stop(): void;
}

export type SenderName = 'ours' | 'textbook' | 'one at a time';

/** Of `deliver`. Lambda would start one a chunk; more than these, and they only wait for this machine's cores. */
export const DELIVER_ENVIRONMENTS = 4;

export async function startSender(name: SenderName, model: RemoteModel): Promise<Sender> {
  if (name === 'ours') return startOurs(model);
  const file = bundleBaseline(name.replaceAll(' ', '-'));
  const message = await startEnvironment({ file, variables: baselineVariables(model.url) });
  return { name, table: TEXTBOOK_TABLE, message, stop: () => message.stop() };
}

async function startOurs({ url }: RemoteModel): Promise<Sender> {
  const bundles = bundleChat();
  const variables = chatVariables(url);
  const message = await startEnvironment({ file: entryOf(bundles.message), variables });
  const deliver = await Promise.all(
    Array.from({ length: DELIVER_ENVIRONMENTS }, () =>
      startEnvironment({ file: entryOf(bundles.deliver), variables, takesFrom: url }),
    ),
  );
  const stop = () => {
    for (const environment of [message, ...deliver]) environment.stop();
  };
  return { name: 'ours', table: TABLES.connections, message, stop };
}
