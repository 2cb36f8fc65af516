import { fileURLToPath } from 'node:url';
import { Fn } from 'aws-cdk-lib';
import type { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';

/** The URL's path for a room: here the lobby's, and any other does as well. */
export const CHAT_PATH = '/ws/chat/lobby/';

/**
 * How CloudFront passes handshakes on, so that `wss://<domain>/ws/chat/<room>/` is a URL of this chat.
 * @param originSecret what the authorizer asks CloudFront for, if anything
 */
export function makeChatBehavior(
  scope: Construct,
  stage: WebSocketStage,
  originSecret: string | undefined,
): BehaviorOptions {
  const roomPath = new EdgeFunction(scope, 'RoomPath', {
    code: FunctionCode.fromFile({ filePath: fileURLToPath(new URL('room-path.js', import.meta.url)) }),
    runtime: FunctionRuntime.JS_2_0,
    comment: 'From /ws/chat/<room>/ to the path that the API knows',
  });
  return {
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
  };
}
