import { fileURLToPath } from 'node:url';
import { Duration, Fn, Validations } from 'aws-cdk-lib';
import type { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';

export interface EdgeProps {
  readonly stage: WebSocketStage;
  /** What the authorizer asks CloudFront for. @default - nothing */
  readonly originSecret?: string;
}

/** All of which CloudFront may be told how long it keeps them; a handshake's 401, 426 and 429 it never keeps. */
const ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** CloudFront before the API, so that `wss://<domain>/ws/chat/<room>/` is a URL of this chat. */
export class Edge extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { stage, originSecret }: EdgeProps) {
    super(scope, id);
    const roomPath = new EdgeFunction(this, 'RoomPath', {
      code: FunctionCode.fromFile({ filePath: fileURLToPath(new URL('room-path.js', import.meta.url)) }),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'From /ws/chat/<room>/ to the path that the API knows',
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'The chat',
      defaultBehavior: {
        origin: new HttpOrigin(Fn.select(2, Fn.split('/', stage.api.apiEndpoint)), {
          originPath: `/${stage.stageName}`,
          ...(originSecret && { customHeaders: { 'X-Origin-Secret': originSecret } }),
        }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // API Gateway knows its own host name only: with the viewer's it answers 403.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        functionAssociations: [{ function: roomPath, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      // CloudFront keeps a failure for ten seconds, cache or not, and every handshake of a room has the same key: one
      // that failed would answer all others.
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'A chat is for whoever its operator lets in, in any country.' },
      {
        id: 'AwsSolutions-CFR2',
        reason: 'A web firewall costs per request; tokens, quotas and throttling guard the API.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason: 'Access logs would hold who chatted when; an operator may add them.',
      },
      {
        id: 'AwsSolutions-CFR4',
        reason: "The minimum of the default cloudfront.net certificate; a domain of one's own raises it.",
      },
    );
  }

  /** Where a page of the chat's own is, to which a sign-in leads back. */
  get pageUrl(): string {
    return `https://${this.distribution.distributionDomainName}/`;
  }

  /** The seed's URL, for any room: here the lobby. */
  get url(): string {
    return `wss://${this.distribution.distributionDomainName}/ws/chat/lobby/`;
  }
}
