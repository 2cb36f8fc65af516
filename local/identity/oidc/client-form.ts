import { readBody } from '../../read-body.ts';
import type { UserPoolClient } from '../user-pool.ts';
import type { OAuthError } from './oauth-error.ts';
import type { Exchange } from './oidc-context.ts';
import { type Parameters, readParameters } from './parameters.ts';

/** What a client has sent to one of the endpoints that take a form. */
export interface ClientForm extends Parameters {
  readonly client: UserPoolClient;
}

/** Far more than any token, in bytes. */
const mostBytes = 64 * 1024;

/**
 * Reads a public client's form: it names itself by `client_id`, and has no secret.
 *
 * @throws PayloadTooLarge
 */
export async function readClientForm({ request, pool }: Exchange): Promise<ClientForm | OAuthError> {
  const body = await readBody(request, mostBytes);
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    return {
      error: 'invalid_request',
      error_description: 'The content type must be application/x-www-form-urlencoded.',
    };
  }
  const parameters = readParameters(body);
  if (parameters.repeated !== undefined) {
    return { error: 'invalid_request', error_description: 'A parameter comes more than once.' };
  }
  const clientId = parameters.get('client_id');
  const client = pool.clients.find((one) => one.clientId === clientId);
  return client
    ? { ...parameters, client }
    : {
        error: 'invalid_client',
        error_description:
          clientId === undefined
            ? 'client_id is missing. Clients with a secret are not supported here.'
            : `client_id must be one of the pool's: ${pool.clients.map((one) => one.clientId).join(', ')}.`,
      };
}
