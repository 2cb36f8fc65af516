import { Names } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

export interface RateLimitProps {
  /** Of one address, from 10 on. A handshake is one request, however long its socket lives. */
  readonly requestsPerFiveMinutes: number;
}

/**
 * A web ACL for CloudFront with one rule: an address that sends more is answered 403 until it sends less. It can be made in
 * us-east-1 alone (AWS WAF developer guide, "Resources that you can protect"), where CloudFormation fails elsewhere.
 */
export class RateLimit extends Construct {
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, { requestsPerFiveMinutes }: RateLimitProps) {
    super(scope, id);
    const metric = (name: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName: `${Names.uniqueResourceName(this, { maxLength: 100 })}${name}`,
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: metric('All'),
      rules: [
        {
          name: 'requests-of-an-address',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: requestsPerFiveMinutes,
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: metric('Rate'),
        },
      ],
    });
    this.webAclArn = acl.attrArn;
  }
}
