import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';

/** The management API of one stage: what knows the region and renews the credentials. */
export const createManagementClient = (endpoint: string) => new ApiGatewayManagementApiClient({ endpoint });
