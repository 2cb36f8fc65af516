import { afterEach } from '@jest/globals';
import { ENVIRONMENT, type EnvironmentName } from '../../lambdas/environment.ts';

/** Sets the variables as the stack would, all others of ours unset; each test gets back what was there. */
export function setEnvironment(values: Partial<Record<EnvironmentName, string>>): void {
  for (const [name, variable] of Object.entries(ENVIRONMENT)) set(variable, values[name as EnvironmentName]);
}

/** The limits' variables, and what each is set to. */
export const LIMITS = {
  pageItems: '100',
  connectionsPerUser: '2',
  commandsPerSecond: '10',
  // Not held back: the tests of a file share a connection.
  commandBurst: '200',
  retentionDays: '30',
  auditDays: '365',
  nameFreedAfterDays: '60',
  groupsPerUser: '50',
  signInsPerHour: '120',
  relationChangesPerDay: '200',
  groupsMadePerDay: '20',
  invitationsPerDay: '100',
  editHours: '24',
  waitingPerPair: '200',
  waitingPerUser: '2000',
} satisfies Partial<Record<EnvironmentName, string>>;

/** What Lambda gives every function to sign its requests with; these are good for nothing. */
export function setCredentials(): void {
  set('AWS_REGION', 'eu-central-1');
  set('AWS_ACCESS_KEY_ID', 'an-id');
  set('AWS_SECRET_ACCESS_KEY', 'a-secret');
}

/** What Lambda calls the function. */
export const setOwnName = (name: string) => set('AWS_LAMBDA_FUNCTION_NAME', name);

function set(variable: string, value: string | undefined): void {
  if (!before.has(variable)) before.set(variable, process.env[variable]);
  write(variable, value);
}

const before = new Map<string, string | undefined>();

afterEach(() => {
  for (const [variable, value] of before) write(variable, value);
  before.clear();
});

function write(variable: string, value: string | undefined): void {
  if (value === undefined) delete process.env[variable];
  else process.env[variable] = value;
}
