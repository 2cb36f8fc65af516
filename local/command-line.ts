import { parseArgs } from 'node:util';

/** What `tsx local/main.ts` was asked for. */
export interface Command {
  /** A cloud assembly, or a directory with a cdk.json; absent: the current directory's cdk.json. */
  readonly app?: string;
  readonly stack?: string;
  /** Whether to leave out what isn't supported. */
  readonly runsWhatCan: boolean;
  readonly port: number;
  /** Absent: in memory. */
  readonly dataDirectory?: string;
  readonly dynamodbEndpoint?: string;
  readonly tableNamePrefix?: string;
  /** The file of a fault plan. */
  readonly faultsFile?: string;
  readonly context: Readonly<Record<string, string>>;
  readonly isVerbose: boolean;
}

export const usage = `Usage: tsx local/main.ts [options]

Runs a synthesized WebSocket stack on this machine.

  --app DIR                a cloud assembly (cdk.out), or a CDK project; default: the project here
  --stack NAME             which stack, when the assembly holds several that don't belong together
  --partial                run what can be run, and list what can't
  --port N                 where to listen; default: PORT, or 8080; 0 picks a free port
  --data DIR               where tables and the issuer's key are kept; default: .local, and for npm start .chat
  --in-memory              keep nothing, whatever --data says
  --dynamodb-endpoint URL  use this DynamoDB, for example DynamoDB Local
  --table-prefix NAME      put this before every table's name
  --faults FILE            make services slow and faulty as this plan says (local/faults/fault-plan.ts)
  -c, --context KEY=VALUE  CDK context; may be repeated
  --verbose                show what functions log, and resources passed over`;

export const defaultPort = 8080;
const defaultDataDirectory = '.local';

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @returns The command, or `help`.
 * @throws UsageError
 */
export function parseCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command | 'help' {
  const values = parse(args);
  if (values.help) {
    return 'help';
  }
  return {
    ...(values.app === undefined ? {} : { app: values.app }),
    ...(values.stack === undefined ? {} : { stack: values.stack }),
    runsWhatCan: values.partial ?? false,
    port: parsePort(values.port ?? (environment.PORT || String(defaultPort))),
    ...(values['in-memory'] ? {} : { dataDirectory: values.data ?? defaultDataDirectory }),
    ...(values['dynamodb-endpoint'] === undefined ? {} : { dynamodbEndpoint: values['dynamodb-endpoint'] }),
    ...(values['table-prefix'] === undefined ? {} : { tableNamePrefix: values['table-prefix'] }),
    ...(values.faults === undefined ? {} : { faultsFile: values.faults }),
    context: Object.fromEntries((values.context ?? []).map(parseContext)),
    isVerbose: values.verbose ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        app: { type: 'string' },
        stack: { type: 'string' },
        partial: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        'in-memory': { type: 'boolean' },
        'dynamodb-endpoint': { type: 'string' },
        'table-prefix': { type: 'string' },
        faults: { type: 'string' },
        context: { type: 'string', short: 'c', multiple: true },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** @throws UsageError unless the text is a whole number from 0 to 65535. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`A port is a number from 0 to 65535, not "${text}".`);
  }
  return port;
}

function parseContext(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  if (equals < 1) {
    throw new UsageError(`Context is given as key=value, not "${pair}".`);
  }
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}
