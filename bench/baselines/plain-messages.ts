import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { db, lambda, management, TableName } from './clients.ts';
import { postOrForget } from './post-or-forget.ts';

const name = v.pipe(v.string(), v.regex(/^[\w.@+-]{1,64}$/));
const content = v.pipe(v.string(), v.nonEmpty(), v.maxBytes(16_000));
const frameSchema = v.variant('type', [
  v.object({ type: v.literal('lobby'), content }),
  v.object({ type: v.literal('group'), group: name, content }),
  v.object({ type: v.literal('whisper'), to: name, content }),
]);

interface MessageEvent {
  readonly body: string;
  readonly requestContext: { readonly requestId: string; readonly authorizer: { readonly user: string } };
}

interface Delivery {
  readonly frame: string;
  readonly connectionIds: readonly string[];
}

/** Stores a message and hands its delivery on. */
export async function message({ body, requestContext: { requestId, authorizer } }: MessageEvent) {
  const parsed = v.parse(frameSchema, JSON.parse(body));
  await db.send(new PutCommand({ TableName: process.env.LOG_TABLE, Item: { id: requestId, ...parsed } }));
  const { Items = [] } = await db.send(new ScanCommand({ TableName }));
  const frame = JSON.stringify({ message: `${authorizer.user}: ${parsed.content}` });
  const delivery = { frame, connectionIds: Items.map(({ connectionId }) => connectionId) };
  await lambda.send(
    new InvokeCommand({
      FunctionName: process.env.DELIVER_FUNCTION,
      InvocationType: 'Event',
      Payload: JSON.stringify(delivery),
    }),
  );
  return { statusCode: 200 };
}

export async function deliver({ frame, connectionIds }: Delivery) {
  await Promise.all(connectionIds.map((id) => postOrForget({ db, management }, id, frame)));
}
