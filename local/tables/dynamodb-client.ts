/** An answer of DynamoDB that is an error. `type` is its short name, such as `ResourceNotFoundException`. */
export class DynamoDbError extends Error {
  override readonly name = 'DynamoDbError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

/** Calls one operation of DynamoDB, with its parameters and answer as the API reference has them. */
export type CallDynamoDb = (operation: string, input: unknown) => Promise<unknown>;

/**
 * A client for local endpoints: they want a signature's form and don't check it. The SDK would do as well,
 * but takes longer to load than everything else at a start.
 */
export function createDynamoDbClient(
  endpoint: string,
  region: string,
  accessKeyId: string,
  now: () => number,
): CallDynamoDb {
  return async (operation, input) => {
    const date = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const scope = `${accessKeyId}/${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': date,
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0`,
      },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as { __type?: string; message?: string; Message?: string };
    if (!response.ok) {
      const type = answer.__type?.split('#').at(-1) ?? `HTTP ${response.status}`;
      throw new DynamoDbError(type, answer.message ?? answer.Message ?? '');
    }
    return answer;
  };
}
