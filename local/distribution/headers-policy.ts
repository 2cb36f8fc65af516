import type { HeadersPolicy } from './distribution-definition.ts';
import type { MultiValue } from './viewer-request.ts';

/** Headers of a response, by names in lower case, as a response headers policy changes them; absent, nothing is changed. */
export function applyHeadersPolicy(
  headers: Readonly<Record<string, MultiValue>>,
  policy: HeadersPolicy | undefined,
): Record<string, MultiValue> {
  const changed = { ...headers };
  for (const name of policy?.removes ?? []) delete changed[name.toLowerCase()];
  for (const { name, value, overrides } of policy?.adds ?? []) {
    const key = name.toLowerCase();
    if (overrides || !(key in headers)) changed[key] = { value };
  }
  return changed;
}

/** The same policy with another content security policy: one that names the hosts of this run. */
export function localizeHeadersPolicy(
  policy: HeadersPolicy,
  localizePolicy: (contentSecurityPolicy: string) => string,
): HeadersPolicy {
  const adds = policy.adds.map((one) =>
    one.name.toLowerCase() === 'content-security-policy' ? { ...one, value: localizePolicy(one.value) } : one,
  );
  return { ...policy, adds };
}
