import { createHash } from 'node:crypto';
import { parseFunctionReference } from '../../functions/function-name.ts';
import type { CloudStack } from '../stacks/cloud-assembly.ts';

/** Where a stack seems to be deployed, as far as names depend on it. */
export interface Place {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly urlSuffix: string;
  /** Goes before every table's name, so that runs may share one database; usually empty. */
  readonly tableNamePrefix: string;
}

export function placeOf(
  { stackName, region, accountId }: Pick<CloudStack, 'stackName' | 'region' | 'accountId'>,
  tableNamePrefix: string,
): Place {
  const isChina = region.startsWith('cn-');
  return {
    stackName,
    region,
    accountId,
    partition: isChina ? 'aws-cn' : 'aws',
    urlSuffix: isChina ? 'amazonaws.com.cn' : 'amazonaws.com',
    tableNamePrefix,
  };
}

/** All but `AWS::NoValue`. */
export function listPseudoParameters(place: Place): Record<string, string> {
  const { stackName, region, accountId, partition, urlSuffix } = place;
  return {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': partition,
    'AWS::URLSuffix': urlSuffix,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
  };
}

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface ResourceNames {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type NameResource = (
  logicalId: string,
  place: Place,
  name: (property: string) => string | undefined,
) => ResourceNames;

const lowerCase = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Letters that depend on nothing but the seed, so that a name outlives restarts, and data and tokens with it.
 * The alphabet is the one that AWS draws the real ids from.
 */
function deriveId(seed: string, length: number, alphabet = lowerCase): string {
  const digest = createHash('sha512').update(seed).digest();
  return Array.from({ length }, (_, index) => alphabet[(digest[index] ?? 0) % alphabet.length]).join('');
}

function cutName(place: Place, logicalId: string, most: number): string {
  const whole = `${place.stackName}-${logicalId}`;
  return whole.length <= most ? whole : `${whole.slice(0, most - 9)}-${deriveId(whole, 8)}`;
}

/** There is one code of a function here, and so one version, which each alias means. */
export const onlyVersion = '1';

function nameQualified(place: Place, functionReference: string | undefined, qualifier: string): string {
  const { name } = parseFunctionReference(String(functionReference));
  return `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${name}:${qualifier}`;
}

const nameTable: NameResource = (logicalId, place, name) => {
  const ref = `${place.tableNamePrefix}${name('TableName') ?? cutName(place, logicalId, 200)}`;
  const arn = `arn:${place.partition}:dynamodb:${place.region}:${place.accountId}:table/${ref}`;
  return { ref, attributes: { Arn: arn, TableId: deriveId(logicalId, 36) } };
};

/** How each supported type is named. Source: the CloudFormation resource reference, "Return values". */
export const namersByType: Readonly<Record<string, NameResource>> = {
  'AWS::DynamoDB::Table': nameTable,
  'AWS::DynamoDB::GlobalTable': nameTable,
  'AWS::Lambda::Function': (logicalId, place, name) => {
    const ref = name('FunctionName') ?? cutName(place, logicalId, 64);
    const arn = `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${ref}`;
    return { ref, attributes: { Arn: arn } };
  },
  'AWS::Lambda::Version': (_logicalId, place, name) => {
    const ref = nameQualified(place, name('FunctionName'), onlyVersion);
    return { ref, attributes: { Version: onlyVersion, FunctionArn: ref } };
  },
  'AWS::Lambda::Alias': (_logicalId, place, name) => {
    const ref = nameQualified(place, name('FunctionName'), name('Name') ?? onlyVersion);
    return { ref, attributes: { AliasArn: ref } };
  },
  'AWS::Events::Rule': (logicalId, place, name) => {
    const ref = name('Name') ?? cutName(place, logicalId, 64);
    const arn = `arn:${place.partition}:events:${place.region}:${place.accountId}:rule/${ref}`;
    return { ref, attributes: { Arn: arn } };
  },
  'AWS::ApiGatewayV2::Api': (logicalId, place) => {
    const ref = deriveId(`${place.stackName}/${logicalId}`, 10);
    const host = `${ref}.execute-api.${place.region}.${place.urlSuffix}`;
    return { ref, attributes: { ApiId: ref, ApiEndpoint: `wss://${host}` } };
  },
  'AWS::ApiGatewayV2::Stage': (logicalId, _place, name) => ({
    ref: name('StageName') ?? logicalId,
    attributes: {},
  }),
  'AWS::ApiGatewayV2::Authorizer': (logicalId, place) => {
    const ref = deriveId(`${place.stackName}/${logicalId}`, 6);
    return { ref, attributes: { AuthorizerId: ref } };
  },
  'AWS::Cognito::UserPool': (logicalId, place) => {
    const ref = `${place.region}_${deriveId(`${place.stackName}/${logicalId}`, 9, lowerCase.toUpperCase())}`;
    // The true AWS form, not the local server's address: tokens, and whatever the application binds to
    // their issuer, then outlive a restart on another port.
    const host = `cognito-idp.${place.region}.${place.urlSuffix}`;
    const arn = `arn:${place.partition}:cognito-idp:${place.region}:${place.accountId}:userpool/${ref}`;
    return {
      ref,
      attributes: {
        Arn: arn,
        UserPoolId: ref,
        ProviderName: `${host}/${ref}`,
        ProviderURL: `https://${host}/${ref}`,
      },
    };
  },
  'AWS::Cognito::UserPoolClient': (logicalId, place) => {
    const ref = deriveId(`${place.stackName}/${logicalId}`, 26);
    return { ref, attributes: { ClientId: ref } };
  },
  'AWS::Cognito::UserPoolDomain': (logicalId, _place, name) => ({
    ref: name('Domain') ?? logicalId,
    attributes: {},
  }),
  'AWS::CloudFront::Distribution': (logicalId, place) => {
    const id = deriveId(`${place.stackName}/${logicalId}`, 13);
    const ref = `E${id.toUpperCase()}`;
    return { ref, attributes: { Id: ref, DomainName: `d${id}.cloudfront.net` } };
  },
  'AWS::CloudFront::Function': (logicalId, place, name) => {
    const arn = `arn:${place.partition}:cloudfront::${place.accountId}:function/${name('Name') ?? logicalId}`;
    return { ref: arn, attributes: { FunctionARN: arn, Stage: 'LIVE' } };
  },
};

/** A resource that nothing at run time talks to needs only a name that is stable and plainly not real. */
export function namePlainResource(logicalId: string, type: string, place: Place, attribute?: string): string {
  const [, service = 'local'] = type.toLowerCase().split('::');
  return attribute === undefined || !attribute.endsWith('Arn')
    ? cutName(place, logicalId, 200)
    : `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${cutName(place, logicalId, 200)}`;
}
