import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { TTL_ATTRIBUTE } from '../../../aws/schema.ts';

/** What no emulator looks at or acts on in a request to DynamoDB: what is absent here is absent there. */
export interface SentRequest {
  /** `Get`, `Put`, `Update`, `Delete`, `Query`, `BatchGet`, `BatchWrite`. */
  readonly command: string;
  readonly table: string;
  /** Of reads, always. An index has no consistent reads. */
  readonly consistent?: boolean;
  readonly condition?: string;
  /** When the item may be deleted, epoch seconds; `removed`: from here on it may not. */
  readonly ttl?: number | 'removed';
  /** The attribute that says it instead, where the item has that. */
  readonly ttlUnless?: string;
  readonly returns?: string;
  readonly index?: string;
  readonly limit?: number;
  readonly newestFirst?: true;
  /** Of a batch. */
  readonly puts?: number;
  readonly deletes?: number;
}

/** What DynamoDB answers to one request after another, or the error that it answers with; nothing, once they are used up. */
export type Answers = readonly (object | Error)[];

/** A client of DynamoDB that sends nothing, and what it would have sent. */
export function createRequestRecorder(answers: Answers) {
  const mock = mockClient(DynamoDBDocumentClient);
  const behaviour = mock.onAnyCommand();
  for (const answer of answers) {
    if (answer instanceof Error) behaviour.rejectsOnce(answer);
    else behaviour.resolvesOnce(answer);
  }
  behaviour.resolves({});
  return {
    db: mock as unknown as DynamoDBDocumentClient,
    sent: (): SentRequest[] =>
      mock
        .calls()
        .map(({ args: [command] }) =>
          describeRequest(command.constructor.name, command.input as unknown as Input),
        ),
  };
}

type Input = Readonly<Record<string, unknown>>;

function describeRequest(commandName: string, input: Input): SentRequest {
  const command = commandName.replace(/Command$/, '');
  const read = ['Get', 'Query'].includes(command) && { consistent: input.ConsistentRead === true };
  return {
    command,
    ...(input.RequestItems ? describeBatch(input.RequestItems as Input) : { table: String(input.TableName) }),
    ...(input.IndexName === undefined ? read : { index: String(input.IndexName) }),
    ...(input.ConditionExpression !== undefined && { condition: String(input.ConditionExpression) }),
    ...describeTtl(input),
    ...(input.ReturnValues !== undefined && { returns: String(input.ReturnValues) }),
    ...(input.Limit !== undefined && { limit: Number(input.Limit) }),
    ...(input.ScanIndexForward === false && { newestFirst: true }),
  };
}

function describeBatch(requestItems: Input): Pick<SentRequest, 'table'> & Partial<SentRequest> {
  const [[table, requests] = ['', undefined]] = Object.entries(requestItems);
  if (!Array.isArray(requests)) return { table, consistent: (requests as Input).ConsistentRead === true };
  const puts = requests.flatMap(({ PutRequest }) => PutRequest ?? []);
  const [first] = puts;
  return {
    table,
    puts: puts.length,
    deletes: requests.length - puts.length,
    ...(first && describeTtl(first)),
  };
}

/** Of an item that is put, or of what an update does to one. */
function describeTtl({ Item, UpdateExpression: update, ExpressionAttributeValues: values }: Input) {
  const item = Item as Input | undefined;
  if (item && TTL_ATTRIBUTE in item) return { ttl: Number(item[TTL_ATTRIBUTE]) };
  const set = new RegExp(`\\b${TTL_ATTRIBUTE} = (?:if_not_exists\\((\\w+), )?(:\\w+)`);
  const [, ttlUnless, placeholder] = String(update).match(set) ?? [];
  if (placeholder) return { ttl: Number((values as Input)[placeholder]), ...(ttlUnless && { ttlUnless }) };
  return new RegExp(`REMOVE[^=]*\\b${TTL_ATTRIBUTE}\\b`).test(String(update))
    ? ({ ttl: 'removed' } as const)
    : {};
}
