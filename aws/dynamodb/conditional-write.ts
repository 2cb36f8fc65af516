import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** @returns whether the write's condition held */
export async function wasWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

type If<Input> = Input & { readonly ConditionExpression: string };

/** The three writes, each if its condition holds. @returns whether it did */
export const updateIf = (db: DynamoDBDocumentClient, input: If<UpdateCommandInput>) =>
  wasWritten(db.send(new UpdateCommand(input)));
export const putIf = (db: DynamoDBDocumentClient, input: If<PutCommandInput>) =>
  wasWritten(db.send(new PutCommand(input)));
export const deleteIf = (db: DynamoDBDocumentClient, input: If<DeleteCommandInput>) =>
  wasWritten(db.send(new DeleteCommand(input)));
