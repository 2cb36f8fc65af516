import type { TokenRules } from '../aws/connections/token-verifier.ts';
import { findVariable, requireVariable } from './read-environment.ts';

/** Which tokens are ours, as the stack was told. */
export function readTokenRules(): TokenRules {
  const tokenUse = findVariable('tokenUse');
  const [claim, value] = [findVariable('adminClaim'), findVariable('adminValue')];
  return {
    issuer: requireVariable('tokenIssuer'),
    audiences: requireVariable('tokenAudiences').split(','),
    jwksUri: requireVariable('tokenJwksUri'),
    usernameClaim: requireVariable('usernameClaim'),
    clockToleranceSeconds: Number(requireVariable('clockToleranceSeconds')),
    ...(tokenUse === 'access' || tokenUse === 'id' ? { tokenUse } : {}),
    ...(claim !== undefined && value !== undefined && { admin: { claim, value } }),
  };
}
