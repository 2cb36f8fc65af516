import type { Parameters } from './request-parameters.ts';

/** Where an identity source may look. */
export interface IdentityEvent {
  readonly headers: Parameters['single'];
  readonly queryStringParameters: Parameters['single'];
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly requestContext: object;
}

const SOURCE = /^(route\.request\.header|route\.request\.querystring|context|stageVariables)\.(.+)$/;

/** @throws Error that names the source if it has none of the documented forms. */
export function checkIdentitySource(source: string): void {
  if (!SOURCE.test(source)) throw new Error(`The identity source ${source} is not supported`);
}

/** Whether the request has a value there that isn't empty. Header names match in any case. */
export function hasIdentity(source: string, event: IdentityEvent): boolean {
  const match = SOURCE.exec(source);
  const place = match?.[1];
  const name = match?.[2] ?? '';
  if (place === 'route.request.header') return isPresent(findHeader(event.headers, name));
  if (place === 'route.request.querystring') return isPresent(event.queryStringParameters[name]);
  if (place === 'stageVariables') return isPresent(event.stageVariables[name]);
  let value: unknown = event.requestContext;
  for (const key of name.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return isPresent(value);
}

function findHeader(headers: Parameters['single'], name: string): string | undefined {
  const lowerName = name.toLowerCase();
  return Object.entries(headers).find(([header]) => header.toLowerCase() === lowerName)?.[1];
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
