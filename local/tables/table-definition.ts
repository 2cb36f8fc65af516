/** A table as the template describes it, in the words of DynamoDB's CreateTable. */
export interface TableDefinition {
  readonly logicalId: string;
  readonly input: CreateTableInput;
  /** The attribute that holds each item's expiry; absent when items don't expire. */
  readonly ttlAttribute?: string;
}

export interface CreateTableInput {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly BillingMode: 'PAY_PER_REQUEST';
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[];
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[];
}

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}
