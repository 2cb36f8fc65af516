import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { sendMessage } from '../functions/send-message.ts';
import { startSender } from '../functions/senders.ts';
import { AWS_VARIABLES } from '../functions/variables.ts';
import { TEXTBOOK_TABLE } from '../model/audience.ts';
import { startModelProcess } from '../model/start-model-process.ts';

const RECIPIENTS = 50_000;

/** Sends one message to 50,000 recipients, and counts whom it reaches and whom a single Scan would have found. */
export async function countPostsToAll() {
  const model = await startModelProcess();
  const sender = await startSender('ours', model);
  try {
    await model.fill({ recipients: RECIPIENTS });
    const { delivered, posts, lastMs } = await sendMessage(model, sender);
    return { recipients: RECIPIENTS, reached: delivered, posts, lastMs, scanned: await scanOnce(model.url) };
  } finally {
    sender.stop();
    model.stop();
  }
}

async function scanOnce(endpoint: string): Promise<number> {
  Object.assign(process.env, AWS_VARIABLES);
  const client = new DynamoDBClient({ endpoint });
  const { Count = 0 } = await client.send(new ScanCommand({ TableName: TEXTBOOK_TABLE }));
  client.destroy();
  return Count;
}
