import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { INVERSE_INDEX, PARTITION_KEY, SORT_KEY, TTL_ATTRIBUTE } from '../aws/schema.ts';

export interface TablesProps {
  /** Whether nobody, CloudFormation included, may delete the durable two. */
  readonly deletionProtection: boolean;
}

/** The three tables, on demand, encrypted, with TTL. The durable two outlive the stack. */
export class Tables extends Construct {
  /** Sockets and who hears what: gone with the sockets. */
  readonly connections: TableV2;
  /** Users, groups, friendships and blocks. */
  readonly people: TableV2;
  /** Conversations, and what waits for whom. */
  readonly messages: TableV2;

  constructor(scope: Construct, id: string, { deletionProtection }: TablesProps) {
    super(scope, id);
    const durable = { ...COMMON, ...DURABLE, deletionProtection };
    this.connections = new TableV2(this, 'Connections', {
      ...COMMON,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(this.connections).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'Rows of open sockets: worthless once the sockets are gone, so there is nothing to recover.',
    });
    this.people = new TableV2(this, 'People', {
      ...durable,
      globalSecondaryIndexes: [
        {
          indexName: INVERSE_INDEX.name,
          partitionKey: { name: INVERSE_INDEX.partitionKey, type: AttributeType.STRING },
          sortKey: { name: INVERSE_INDEX.sortKey, type: AttributeType.STRING },
        },
      ],
    });
    this.messages = new TableV2(this, 'Messages', durable);
  }

  /** For a permission: that of the table doesn't hold for its index. */
  get inverseIndexArn(): string {
    return `${this.people.tableArn}/index/${INVERSE_INDEX.name}`;
  }
}

const COMMON = {
  partitionKey: { name: PARTITION_KEY, type: AttributeType.STRING },
  sortKey: { name: SORT_KEY, type: AttributeType.STRING },
  timeToLiveAttribute: TTL_ATTRIBUTE,
  billing: Billing.onDemand(),
  encryption: TableEncryptionV2.dynamoOwnedKey(),
};

const DURABLE = {
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  // Not on a first deployment that fails: each one would leave a pair of empty tables behind.
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};
