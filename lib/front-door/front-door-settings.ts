import * as v from 'valibot';
import { asBoolean, count, text } from '../setting-types.ts';

/** CloudFront takes certificates and web ACLs of this region alone (developer guide, "Requirements for SSL certificates"). */
const CLOUDFRONT_REGION = 'us-east-1';

/** The settings of what stands before the API, in the order of docs/deploying.md. */
export const frontDoorEntries = {
  /** CloudFront before the API; a new account may have to be verified before it may make a distribution. */
  cloudFront: v.optional(asBoolean, true),
  /** The web page, at the distribution's root. Without CloudFront there is none. */
  page: v.optional(asBoolean, true),
  /** A name of one's own for page and chat, with a certificate for it. */
  domainName: v.optional(
    v.pipe(
      text,
      v.regex(
        /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/,
        'must be a domain name in lower case, such as chat.example.com',
      ),
    ),
  ),
  certificateArn: v.optional(
    v.pipe(
      text,
      v.regex(
        new RegExp(`^arn:aws:acm:${CLOUDFRONT_REGION}:\\d{12}:certificate/[\\w-]+$`),
        `must be the ARN of a certificate in ACM, in ${CLOUDFRONT_REGION}`,
      ),
    ),
  ),
  /** A web ACL of the operator's own. */
  webAclArn: v.optional(
    v.pipe(
      text,
      v.regex(
        new RegExp(`^arn:aws:wafv2:${CLOUDFRONT_REGION}:\\d{12}:global/webacl/[\\w-]+/[\\w-]+$`),
        `must be the ARN of a web ACL for CloudFront (WAFv2), in ${CLOUDFRONT_REGION}`,
      ),
    ),
  ),
  /** Or one that the stack makes: beyond so many requests of an address in five minutes it answers 403 (AWS WAF's own bounds). */
  requestsPerFiveMinutes: v.optional(v.pipe(count, v.minValue(10), v.maxValue(2_000_000_000))),
};

type FrontDoorSettings = v.InferOutput<v.ObjectSchema<typeof frontDoorEntries, undefined>>;

/** What only goes with CloudFront, and why. */
const WITH_CLOUDFRONT = {
  originSecret: 'which sends it',
  domainName: 'which answers to it',
  webAclArn: 'which asks it',
  requestsPerFiveMinutes: 'which counts them',
} as const;

/**
 * Settings that make no sense side by side.
 * @param region where the stack goes, if that is known
 * @throws Error that names the setting
 */
export function checkFrontDoor(
  settings: FrontDoorSettings & { readonly originSecret?: string | undefined },
  region: string | undefined,
): void {
  const { cloudFront, domainName, certificateArn, webAclArn, requestsPerFiveMinutes } = settings;
  for (const [name, reason] of Object.entries(WITH_CLOUDFRONT)) {
    if (!cloudFront && settings[name as keyof typeof WITH_CLOUDFRONT] !== undefined) {
      throw new Error(`Setting ${name}: only goes with CloudFront, ${reason}`);
    }
  }
  if ((domainName === undefined) !== (certificateArn === undefined)) {
    const missing = domainName === undefined ? 'domainName' : 'certificateArn';
    throw new Error(`Setting ${missing}: domainName and certificateArn only go together`);
  }
  if (requestsPerFiveMinutes === undefined) return;
  if (webAclArn !== undefined) {
    throw new Error(
      'Setting requestsPerFiveMinutes: webAclArn names a web ACL already, which is where that rule goes',
    );
  }
  if (region !== undefined && region !== CLOUDFRONT_REGION) {
    throw new Error(
      `Setting requestsPerFiveMinutes: a web ACL for CloudFront is made in ${CLOUDFRONT_REGION} alone, and this stack ` +
        `goes to ${region}: make one there, and give its ARN as webAclArn`,
    );
  }
}
