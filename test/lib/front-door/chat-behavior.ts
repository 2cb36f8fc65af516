// The ids of AWS's managed policies.
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
export const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** What CloudFront does with a handshake. */
export const CHAT = {
  AllowedMethods: ['GET', 'HEAD'],
  CachePolicyId: CACHING_DISABLED,
  OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
  ViewerProtocolPolicy: 'https-only',
  FunctionAssociations: [{ EventType: 'viewer-request' }],
};

/** Where it leads one. */
export const CHAT_ORIGIN = {
  OriginPath: '/chat',
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
};
