import { answerJson } from '../../answer-json.ts';
import type { Exchange } from '../oidc-context.ts';

/** `GET /.well-known/jwks.json`. */
export function answerKeys({ response, key }: Exchange): void {
  answerJson(response, 200, { keys: [key.publicJwk] });
}
