import { JwtVerifier } from 'aws-jwt-verify';

const verifier = JwtVerifier.create({
  issuer: process.env.TOKEN_ISSUER ?? 'https://login.example.com',
  audience: process.env.TOKEN_AUDIENCES ?? 'chat',
  jwksUri: process.env.TOKEN_JWKS_URI ?? 'https://login.example.com/.well-known/jwks.json',
});

export async function authorizer(event: { methodArn: string; headers: Record<string, string> }) {
  const token = (event.headers.Authorization ?? '').replace(/^Bearer /, '');
  const { sub } = await verifier.verify(token).catch(() => {
    throw new Error('Unauthorized');
  });
  const Statement = [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }];
  return { principalId: sub, policyDocument: { Version: '2012-10-17', Statement }, context: { user: sub } };
}
