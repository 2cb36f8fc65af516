import { answerJson } from '../../answer-json.ts';
import { type ClientForm, readClientForm } from '../client-form.ts';
import { redeemCode } from '../grants/redeem-code.ts';
import { refresh } from '../grants/refresh.ts';
import type { TokenAnswer } from '../grants/session-tokens.ts';
import { answerError, noStore, type OAuthError } from '../oauth-error.ts';
import type { Exchange } from '../oidc-context.ts';

type Grant = (form: ClientForm, exchange: Exchange) => Promise<TokenAnswer | OAuthError>;

const grants: ReadonlyMap<string, Grant> = new Map([
  ['authorization_code', redeemCode],
  ['refresh_token', refresh],
]);

export const grantTypes = [...grants.keys()];

/** `POST /oauth2/token`. */
export async function answerTokenRequest(exchange: Exchange): Promise<void> {
  const form = await readClientForm(exchange);
  const answer = 'error' in form ? form : await answerGrant(form, exchange);
  if ('error' in answer) {
    answerError(exchange.response, answer);
  } else {
    answerJson(exchange.response, 200, answer, noStore);
  }
}

async function answerGrant(form: ClientForm, exchange: Exchange): Promise<TokenAnswer | OAuthError> {
  const type = form.get('grant_type');
  if (type === undefined) {
    return { error: 'invalid_request', error_description: 'grant_type is missing.' };
  }
  const grant = grants.get(type);
  return grant
    ? grant(form, exchange)
    : {
        error: 'unsupported_grant_type',
        error_description: `grant_type must be one of ${grantTypes.join(', ')}.`,
      };
}
