import { startEmbeddedDynamoDb } from '../../local/tables/embedded-dynamodb.ts';

export interface Dynalite {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts the local run's DynamoDB with its tables in memory, on a port of its own. */
export const startDynalite = (): Promise<Dynalite> => startEmbeddedDynamoDb();
