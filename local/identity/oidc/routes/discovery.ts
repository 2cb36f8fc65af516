import { answerJson } from '../../answer-json.ts';
import type { Exchange } from '../oidc-context.ts';
import { paths } from '../paths.ts';
import { standardScopes } from '../scopes.ts';
import { grantTypes } from './token.ts';

/**
 * `GET /.well-known/openid-configuration`. The issuer is the pool's on AWS, which its tokens carry; the endpoints are here.
 * Source: OpenID Connect Discovery 3.
 */
export function answerDiscovery({ response, pool, base }: Exchange): void {
  answerJson(response, 200, {
    issuer: pool.issuer,
    authorization_endpoint: base + paths.authorize,
    token_endpoint: base + paths.token,
    userinfo_endpoint: base + paths.userInfo,
    revocation_endpoint: base + paths.revoke,
    end_session_endpoint: base + paths.logout,
    jwks_uri: base + paths.keys,
    scopes_supported: standardScopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: grantTypes,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    revocation_endpoint_auth_methods_supported: ['none'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'cognito:username'],
    // Left out, it would mean that it is (OpenID Connect Discovery 3).
    request_uri_parameter_supported: false,
  });
}
