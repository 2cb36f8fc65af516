import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createBlockStore } from '../../aws/block-store.ts';

test('the blocks between two users are never guessed when DynamoDB left them unread', async () => {
  const db = mockClient(DynamoDBDocumentClient);
  const Keys = [{ pk: 'blockers:user2', sk: 'user1' }];
  db.on(BatchGetCommand).resolves({ Responses: { People: [] }, UnprocessedKeys: { People: { Keys } } });
  const blocks = createBlockStore(db as unknown as DynamoDBDocumentClient, 'People');
  await expect(blocks.between('user1', 'user2')).rejects.toThrow('could not be read');
});
