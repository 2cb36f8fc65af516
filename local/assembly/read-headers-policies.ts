import type { HeadersPolicy } from '../distribution/distribution-definition.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

interface PolicyConfig {
  readonly SecurityHeadersConfig?: SecurityHeaders;
  readonly CustomHeadersConfig?: {
    readonly Items?: readonly {
      readonly Header: string;
      readonly Value: string;
      readonly Override: unknown;
    }[];
  };
  readonly RemoveHeadersConfig?: { readonly Items?: readonly { readonly Header: string }[] };
}

type Part<Fields> = (Fields & { readonly Override?: unknown }) | undefined;

interface SecurityHeaders {
  readonly ContentSecurityPolicy?: Part<{ readonly ContentSecurityPolicy: string }>;
  readonly ContentTypeOptions?: Part<object>;
  readonly FrameOptions?: Part<{ readonly FrameOption: string }>;
  readonly ReferrerPolicy?: Part<{ readonly ReferrerPolicy: string }>;
  readonly StrictTransportSecurity?: Part<{
    readonly AccessControlMaxAgeSec: number;
    readonly IncludeSubdomains?: unknown;
    readonly Preload?: unknown;
  }>;
  readonly XSSProtection?: Part<{
    readonly Protection: unknown;
    readonly ModeBlock?: unknown;
    readonly ReportUri?: string;
  }>;
}

/**
 * Reads the stacks' response headers policies, as far as they are fixed headers: what they say on CORS depends on the request.
 * @returns them by the name that a reference to them has here
 */
export function readHeadersPolicies(stack: ResolvedStacks): ReadonlyMap<string, HeadersPolicy> {
  return new Map(
    stack.ofType('AWS::CloudFront::ResponseHeadersPolicy').map((resource) => {
      const config = resource.propertyWithAnyName('ResponseHeadersPolicyConfig') as PolicyConfig;
      return [resource.name, readPolicy(config)];
    }),
  );
}

function readPolicy({
  SecurityHeadersConfig,
  CustomHeadersConfig,
  RemoveHeadersConfig,
}: PolicyConfig): HeadersPolicy {
  const custom = (CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
    name: Header,
    value: Value,
    overrides: isTrue(Override),
  }));
  return {
    adds: [...readSecurityHeaders(SecurityHeadersConfig ?? {}), ...custom],
    removes: (RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header),
  };
}

function readSecurityHeaders(config: SecurityHeaders): HeadersPolicy['adds'] {
  const headers: HeadersPolicy['adds'][number][] = [];
  function add<Fields>(name: string, part: Part<Fields>, write: (part: Fields) => string): void {
    if (part) headers.push({ name, value: write(part), overrides: isTrue(part.Override) });
  }
  add('content-security-policy', config.ContentSecurityPolicy, (one) => one.ContentSecurityPolicy);
  add('x-content-type-options', config.ContentTypeOptions, () => 'nosniff');
  add('x-frame-options', config.FrameOptions, (one) => one.FrameOption);
  add('referrer-policy', config.ReferrerPolicy, (one) => one.ReferrerPolicy);
  add('strict-transport-security', config.StrictTransportSecurity, (one) =>
    [
      `max-age=${one.AccessControlMaxAgeSec}`,
      ...(isTrue(one.IncludeSubdomains) ? ['includeSubDomains'] : []),
      ...(isTrue(one.Preload) ? ['preload'] : []),
    ].join('; '),
  );
  add('x-xss-protection', config.XSSProtection, (one) =>
    [
      isTrue(one.Protection) ? '1' : '0',
      ...(isTrue(one.ModeBlock) ? ['mode=block'] : []),
      ...(one.ReportUri ? [`report=${one.ReportUri}`] : []),
    ].join('; '),
  );
  return headers;
}

const isTrue = (value: unknown) => String(value) === 'true';
