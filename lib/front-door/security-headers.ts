import { Aws, Duration, Names } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type IResponseHeadersPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { writeContentSecurityPolicy } from './content-security-policy.ts';

export interface SecurityHeadersProps {
  /** What the page fetches beside its own host: where users sign in. */
  readonly connectOrigins: readonly string[];
}

/** Powers that a chat has no use for, in the page or in whatever got into it. */
const NO_PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'usb',
];

/** The headers that go with each of the page's files. */
export class SecurityHeaders extends Construct {
  readonly policy: IResponseHeadersPolicy;

  constructor(scope: Construct, id: string, { connectOrigins }: SecurityHeadersProps) {
    super(scope, id);
    const contentSecurityPolicy = writeContentSecurityPolicy(connectOrigins);
    this.policy = new ResponseHeadersPolicy(this, 'Policy', {
      // An account has each name once, whatever the region: the stack's own would keep a second region out.
      responseHeadersPolicyName: `${Names.uniqueResourceName(this, { maxLength: 90 })}-${Aws.REGION}`,
      comment: 'What browsers may do with the page of the chat',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        // Not its subdomains: whose they are, this stack can't know.
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
        contentTypeOptions: { override: true },
        // Signing in doesn't need it: a redirect carries its state in the URL, a fetch its Origin all the same.
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        // As `frame-ancestors`, for what doesn't know that.
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'Permissions-Policy',
            value: NO_PERMISSIONS.map((name) => `${name}=()`).join(', '),
            override: true,
          },
          // One signs in by leaving the page, not in a window that it opens: no other window need reach it.
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
          { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        ],
      },
    });
  }
}
