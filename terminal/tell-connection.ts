import type { ChatClient, ConnectionError } from '../client/index.ts';
import type { Display } from './display.ts';
import { connectionFailureText } from './sentences/connection-failures.ts';

export interface TellConnectionOptions {
  readonly url: string;
  /** Whether to say nothing while all goes well. */
  readonly isQuiet: boolean;
  /** What to do where the server has refused. */
  readonly afterRefusal: string;
}

/** Tells what becomes of the connection: each reason once until there is a connection again, not at each attempt. */
export function tellConnection(client: ChatClient, display: Display, options: TellConnectionOptions): void {
  const { url, isQuiet, afterRefusal } = options;
  const told = new Set<string>();

  function tellOnce(sentence: string): void {
    if (told.has(sentence)) return;
    told.add(sentence);
    display.fault(sentence);
  }

  function tellFailure(failure: ConnectionError): void {
    // Who gave no token has said why.
    if (failure.code !== 'signed_out') tellOnce(connectionFailureText(failure, url));
  }

  client.on('connectionFailed', tellFailure);
  client.on('state', ({ state, previous }) => {
    if (state === 'live') {
      if (!isQuiet || told.size > 0) display.note(`Connected as ${client.user}.`);
      told.clear();
    } else if (state === 'resuming' && previous === 'live') {
      tellOnce('The connection was lost: trying again. What you write meanwhile is sent then.');
    } else if (state === 'offline') {
      tellOnce('There is still no connection: it goes on trying.');
    } else if (state === 'refused') {
      if (client.lastFailure) tellFailure(client.lastFailure);
      tellOnce(`That is not tried again. ${afterRefusal}`.trim());
    }
  });
}
