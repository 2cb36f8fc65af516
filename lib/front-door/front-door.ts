import { Duration, Validations } from 'aws-cdk-lib';
import type { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { PageSignIn } from '../../web/page-settings.ts';
import { CHAT_PATH, makeChatBehavior } from './chat-behavior.ts';
import { PageBucket } from './page-bucket.ts';
import { PageDeployment } from './page-deployment.ts';
import { RateLimit } from './rate-limit.ts';
import { SecurityHeaders } from './security-headers.ts';

export interface FrontDoorProps {
  readonly stage: WebSocketStage;
  /** What the authorizer asks CloudFront for. @default - nothing */
  readonly originSecret?: string;
  /** What the page fetches beside its own host: where users sign in. @default - no page: all but the chat is 404 */
  readonly connectOrigins?: readonly string[];
  /** A name of the operator's own, and the certificate for it. @default - CloudFront's */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** A web ACL of the operator's own. @default - none */
  readonly webAclArn?: string;
  /** Or one that the stack makes, which lets an address send so many requests. @default - none */
  readonly requestsPerFiveMinutes?: number;
}

export interface PageProps {
  /** @default - the page can't sign anybody in */
  readonly signIn: PageSignIn | undefined;
  /** Of the function that copies the page's files. */
  readonly logRetention: RetentionDays;
}

/** All of which CloudFront may be told how long it keeps them; a handshake's 401, 426 and 429 it never keeps. */
const ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** CloudFront before the API and the page, under one name. */
export class FrontDoor extends Construct {
  readonly distribution: Distribution;
  /** What users type in: CloudFront's name, or the operator's. */
  readonly domainName: string;
  private readonly pageBucket: PageBucket | undefined;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const { stage, originSecret, connectOrigins, domain, requestsPerFiveMinutes } = props;
    const chat = makeChatBehavior(this, stage, originSecret);
    this.pageBucket = connectOrigins && new PageBucket(this, 'Page');
    const webAclId = requestsPerFiveMinutes
      ? new RateLimit(this, 'RateLimit', { requestsPerFiveMinutes }).webAclArn
      : props.webAclArn;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'The chat',
      ...(connectOrigins && this.pageBucket
        ? {
            defaultBehavior: this.makePageBehavior(this.pageBucket, connectOrigins),
            additionalBehaviors: { '/ws/*': chat },
            defaultRootObject: 'index.html',
          }
        : { defaultBehavior: chat }),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      ...(webAclId && { webAclId }),
      // CloudFront keeps a failure for ten seconds, cache or not, and every handshake of a room has the same key: one
      // that failed would answer all others.
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    this.domainName = domain?.name ?? this.distribution.distributionDomainName;
    this.acknowledgeFindings();
  }

  /** Where the page is, as a browser shows it; a sign-in leads back there. */
  get url(): string {
    return `https://${this.domainName}/`;
  }

  /** Puts the page's files behind the distribution, where there is to be a page. */
  putPage({ signIn, logRetention }: PageProps): void {
    if (!this.pageBucket) return;
    new PageDeployment(this, 'PageFiles', {
      bucket: this.pageBucket.bucket,
      distribution: this.distribution,
      settings: { chatUrl: CHAT_PATH, ...(signIn && { signIn }) },
      logRetention,
    });
  }

  /** Files as they are, compressed: what isn't there is 404, for the page tells its views apart by the URL's fragment. */
  private makePageBehavior({ origin }: PageBucket, connectOrigins: readonly string[]): BehaviorOptions {
    return {
      origin,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: new SecurityHeaders(this, 'Headers', { connectOrigins }).policy,
    };
  }

  private acknowledgeFindings(): void {
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'A chat is for whoever its operator lets in, in any country.' },
      {
        id: 'AwsSolutions-CFR2',
        reason:
          'A web firewall costs per request; tokens, quotas and throttling guard the API. Settings add one.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason: 'Access logs would hold who chatted when; an operator may add them.',
      },
      {
        id: 'AwsSolutions-CFR4',
        reason: "The minimum of the default cloudfront.net certificate; a domain of one's own raises it.",
      },
      {
        id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
        reason: 'The root object is given, so no request lists the bucket.',
      },
    );
  }
}
