import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readSettings, SETTING_NAMES } from '../../lib/settings.ts';

const read = (given: Readonly<Record<string, unknown>>) => readSettings(given);
const OWN_ISSUER = { tokenIssuer: 'https://login.example.com', tokenAudiences: 'chat' };

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const WEB_ACL =
  'arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/12345678-1234-1234-1234-123456789012';

/** The error's text for some settings; fails when there is none. */
function faultOf(given: Readonly<Record<string, unknown>>): string {
  try {
    return `accepted as ${JSON.stringify(read(given))}`;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('settings', () => {
  test('have defaults, all of them', () => {
    expect(read({})).toEqual({
      clockToleranceSeconds: 5,
      tokenRequired: false,
      blockPolicy: 'notify',
      retentionDays: 30,
      auditDays: 365,
      nameFreedAfterDays: 60,
      connectionsPerUser: 10,
      commandsPerSecond: 10,
      commandBurst: 20,
      groupsPerUser: 50,
      signInsPerHour: 120,
      relationChangesPerDay: 200,
      groupsMadePerDay: 20,
      invitationsPerDay: 100,
      editHours: 24,
      waitingPerPair: 200,
      waitingPerUser: 2_000,
      pageItems: 100,
      logRetentionDays: 30,
      throttleRate: 2_000,
      throttleBurst: 1_000,
      cloudFront: true,
      page: true,
      deletionProtection: false,
      accessLogs: false,
    });
  });

  test.each([
    ['clockToleranceSeconds', '0', 0],
    ['clockToleranceSeconds', 60, 60],
    ['tokenRequired', 'true', true],
    ['tokenRequired', 'false', false],
    ['tokenRequired', true, true],
    ['accessLogs', 'true', true],
    ['accessLogs', false, false],
    ['blockPolicy', 'silent', 'silent'],
    ['blockPolicy', 'notify', 'notify'],
    ['directory', 'open', 'open'],
    ['directory', 'friends', 'friends'],
    ['directory', 'off', 'off'],
    ['retentionDays', '1', 1],
    ['retentionDays', 3_650, 3_650],
    ['auditDays', '1', 1],
    ['auditDays', 3_650, 3_650],
    ['nameFreedAfterDays', '90', 90],
    ['connectionsPerUser', '1', 1],
    ['connectionsPerUser', 100, 100],
    ['commandsPerSecond', '1', 1],
    ['commandsPerSecond', 1_000, 1_000],
    ['commandBurst', '5', 5],
    ['commandBurst', 5_000, 5_000],
    ['pageItems', '1', 1],
    ['pageItems', 100, 100],
    ['logRetentionDays', '365', 365],
    ['logRetentionDays', 1, 1],
    ['throttleRate', '10000', 10_000],
    ['throttleBurst', '5000', 5_000],
    ['messageConcurrency', '40', 40],
    ['accountRate', '50000', 50_000],
    ['cloudFront', 'false', false],
    ['page', 'false', false],
    ['webAclArn', WEB_ACL, WEB_ACL],
    ['requestsPerFiveMinutes', '10', 10],
    ['requestsPerFiveMinutes', 2_000_000_000, 2_000_000_000],
    ['deletionProtection', 'true', true],
    ['originSecret', 'x'.repeat(32), 'x'.repeat(32)],
    ['originSecret', `${'x'.repeat(32)},${'y'.repeat(64)}`, `${'x'.repeat(32)},${'y'.repeat(64)}`],
    ['allowedOrigins', 'https://a.example,http://localhost:3000', 'https://a.example,http://localhost:3000'],
    [
      'alarmTopicArn',
      'arn:aws:sns:eu-central-1:123456789012:ops',
      'arn:aws:sns:eu-central-1:123456789012:ops',
    ],
  ])('take %s as text of the command line or a value of cdk.json: %j', (name, value, expected) => {
    expect(read({ [name]: value })).toMatchObject({ [name]: expected });
  });

  test('take an issuer with all that goes with it', () => {
    const issuer = {
      ...OWN_ISSUER,
      tokenAudiences: 'chat,https://chat.example.com',
      tokenJwksUri: 'https://keys.example.com',
      tokenUse: 'access',
      usernameClaim: 'preferred_username',
    };
    expect(read(issuer)).toMatchObject(issuer);
  });

  test.each([
    ['tokenIssuer', 'http://login.example.com', 'must begin with https://'],
    ['tokenIssuer', '', 'must not be empty'],
    ['tokenIssuer', 5, 'must be text'],
    ['tokenAudiences', '', 'must not be empty'],
    ['tokenAudiences', 'a, b', 'must be separated by commas alone'],
    ['tokenAudiences', ',', 'must be separated by commas alone'],
    ['tokenJwksUri', 'keys.example.com', 'must begin with https://'],
    ['tokenUse', 'refresh', 'must be access or id'],
    ['usernameClaim', '', 'must not be empty'],
    ['adminClaim', '', 'must not be empty'],
    ['adminValue', '', 'must not be empty'],
    ['clockToleranceSeconds', '61', '<=60'],
    ['clockToleranceSeconds', '-1', '>=0'],
    ['tokenRequired', 'yes', '"true"'],
    ['accessLogs', 1, '"true"'],
    ['blockPolicy', 'loud', 'must be notify or silent'],
    ['directory', 'closed', 'must be open, friends or off'],
    ['retentionDays', '0', '>=1'],
    ['retentionDays', '3651', '<=3650'],
    ['retentionDays', '1.5', 'integer'],
    ['retentionDays', 'soon', 'number'],
    ['retentionDays', '', ''],
    ['retentionDays', true, 'number'],
    ['connectionsPerUser', '0', '>=1'],
    ['connectionsPerUser', 101, '<=100'],
    ['commandsPerSecond', '0.5', 'integer'],
    ['commandsPerSecond', 1_001, '<=1000'],
    // A `read` counts as 5 commands: with less it could never be done.
    ['commandBurst', '4', '>=5'],
    ['commandBurst', 5_001, '<=5000'],
    ['pageItems', '0', '>=1'],
    ['pageItems', 101, '<=100'],
    ['logRetentionDays', '2', 'must be one of 1, 3, 5, 7'],
    ['throttleRate', '10001', '<=10000'],
    ['throttleRate', '-1', '>=1'],
    ['throttleBurst', '5001', '<=5000'],
    ['messageConcurrency', '0', '>=1'],
    ['accountRate', '0', '>=1'],
    ['page', 'no', '"true"'],
    ['domainName', 'https://chat.example.com', 'must be a domain name in lower case'],
    ['domainName', 'Chat.example.com', 'must be a domain name in lower case'],
    ['domainName', 'chat', 'must be a domain name in lower case'],
    ['certificateArn', CERTIFICATE.replace('us-east-1', 'eu-central-1'), 'in us-east-1'],
    ['certificateArn', 'my-certificate', 'must be the ARN of a certificate in ACM'],
    ['webAclArn', WEB_ACL.replace('global', 'regional'), 'must be the ARN of a web ACL for CloudFront'],
    ['webAclArn', WEB_ACL.replace('us-east-1', 'eu-central-1'), 'in us-east-1'],
    ['requestsPerFiveMinutes', '9', '>=10'],
    ['requestsPerFiveMinutes', 2_000_000_001, '<=2000000000'],
    ['allowedOrigins', 'a.example', 'must be origins'],
    ['allowedOrigins', 'https://a.example/', 'must be origins'],
    ['allowedOrigins', 'https://A.example', 'must be origins'],
    ['allowedOrigins', 'https://a.example, https://b.example', 'must be origins'],
    ['alarmTopicArn', 'ops', 'must be the ARN of an SNS topic'],
    ['signInClientId', '', 'must not be empty'],
    ['signInScope', 'openid,email', 'must hold openid'],
    ['signInScope', 'email', 'must hold openid'],
    ['signInScope', 'openid  email', 'must be separated by single spaces'],
    ['signInAudience', '', 'must not be empty'],
    ['signInOrigins', 'http://tokens.example', 'must be origins'],
    ['signInOrigins', 'https://tokens.example/', 'must be origins'],
    ['signInOrigins', 'https://*.example', 'must be origins'],
    ['signInOrigins', 'https://a.example, https://b.example', 'must be origins'],
    ['signInOrigins', "https://a.example;script-src 'unsafe-inline'", 'must be origins'],
    ['pageUrls', '', 'must not be empty'],
    ['pageUrls', 'chat.example', 'must be URLs'],
    ['pageUrls', 'https://chat.example', 'as a browser shows them'],
    ['pageUrls', 'https://Chat.example/', 'as a browser shows them'],
    ['pageUrls', 'https://chat.example/, https://b.example/', 'separated by commas alone'],
    ['pageUrls', 'https://chat.example/,', 'must be URLs'],
    ['pageUrls', 'https://chat.example/#top', 'must be URLs'],
    ['pageUrls', 'https://user@chat.example/', 'must be URLs'],
    ['pageUrls', 'http://chat.example/', 'http:// for localhost alone'],
    ['pageUrls', 'http://127.0.0.1:5173/', 'http:// for localhost alone'],
    ['pageUrls', 'javascript:alert(1)', 'must be URLs'],
    ['signInDomainPrefix', 'Chat', 'must be up to 63 lower-case letters'],
    ['signInDomainPrefix', '-chat', 'no hyphen at either end'],
    ['signInDomainPrefix', 'x'.repeat(64), 'must be up to 63'],
    ['signInDomainPrefix', 'my-aws-chat', 'must not hold aws, amazon or cognito'],
    ['signInDomainPrefix', 'amazonas', 'must not hold aws, amazon or cognito'],
    ['messageConcurrency', 'many', 'number'],
  ])('refuse %s when it is %j, and say so', (name, value, reason) => {
    const fault = faultOf({ ...OWN_ISSUER, [name]: value });
    expect(fault).toMatch(new RegExp(`^Setting ${name}: `));
    expect(fault).toContain(reason);
    expect(fault).toContain(`(it is ${JSON.stringify(value)})`);
  });

  test('refuse a secret that is easily guessed, without showing it', () => {
    const fault = faultOf({ originSecret: 'hunter2' });
    expect(fault).toMatch(/^Setting originSecret: must be 32 or more .*\(it is of 7 characters\)$/);
    expect(fault).not.toContain('hunter2');
  });

  test.each([
    ['originSecret', 'x'.repeat(32)],
    ['domainName', 'chat.example.com'],
    ['webAclArn', WEB_ACL],
    ['requestsPerFiveMinutes', 100],
  ])('refuse %s without CloudFront, which would have to heed it', (name, value) => {
    const fault = faultOf({ cloudFront: 'false', certificateArn: CERTIFICATE, [name]: value });
    expect(fault).toMatch(new RegExp(`^Setting ${name}: only goes with CloudFront`));
  });

  test('take a domain of one’s own with its certificate, and neither alone', () => {
    const domain = { domainName: 'chat.example.com', certificateArn: CERTIFICATE };
    expect(read(domain)).toMatchObject(domain);
    expect(faultOf({ domainName: domain.domainName })).toMatch(
      /^Setting certificateArn: .* only go together$/,
    );
    expect(faultOf({ certificateArn: CERTIFICATE })).toMatch(/^Setting domainName: .* only go together$/);
  });

  test('refuse a rate rule where none can be made, and beside a web ACL, which would have to hold it', () => {
    const rate = { requestsPerFiveMinutes: 100 };
    expect(() => readSettings(rate, 'eu-central-1')).toThrow(
      /^Setting requestsPerFiveMinutes: .*us-east-1 alone.*goes to eu-central-1.*webAclArn$/,
    );
    expect(readSettings(rate, 'us-east-1')).toMatchObject(rate);
    expect(readSettings(rate)).toMatchObject(rate);
    expect(readSettings({ webAclArn: WEB_ACL }, 'eu-central-1')).toMatchObject({ webAclArn: WEB_ACL });
    expect(faultOf({ ...rate, webAclArn: WEB_ACL })).toMatch(
      /^Setting requestsPerFiveMinutes: webAclArn names/,
    );
  });

  const PAGE = 'https://chat.example/';
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['signInClientId', { signInClientId: 'page' }, 'only goes with tokenIssuer'],
    ['signInScope', { signInScope: 'openid' }, 'only goes with tokenIssuer'],
    ['signInAudience', { signInAudience: 'chat' }, 'only goes with tokenIssuer'],
    ['signInScope', { ...OWN_ISSUER, signInScope: 'openid' }, 'only goes with signInClientId'],
    ['signInAudience', { ...OWN_ISSUER, signInAudience: 'chat' }, 'only goes with signInClientId'],
    ['signInOrigins', { ...OWN_ISSUER, signInOrigins: 'https://a.example' }, 'only goes with signInClientId'],
    ['signInOrigins', { signInOrigins: 'https://a.example' }, 'only goes with tokenIssuer'],
    ['pageUrls', { ...OWN_ISSUER, pageUrls: PAGE }, 'only goes without tokenIssuer'],
    ['signInDomainPrefix', { ...OWN_ISSUER, signInDomainPrefix: 'chat' }, 'only goes without tokenIssuer'],
    ['signInDomainPrefix', { cloudFront: false, signInDomainPrefix: 'chat' }, 'only goes with a page'],
  ])('refuse %s where nothing would heed it: %j', (name, given, reason) => {
    expect(faultOf(given)).toMatch(new RegExp(`^Setting ${name}: ${reason}`));
  });

  test.each<[Readonly<Record<string, unknown>>]>([
    [{ ...OWN_ISSUER, signInClientId: 'page' }],
    [{ ...OWN_ISSUER, signInClientId: 'page', signInScope: 'openid chat:use', signInAudience: 'chat' }],
    [{ ...OWN_ISSUER, signInClientId: 'page', signInOrigins: 'https://a.example,https://b.example:8443' }],
    [{ pageUrls: 'https://chat.example/,http://localhost:5173/chat?a=1' }],
    [{ signInDomainPrefix: 'chat-7' }],
    [{ cloudFront: false, pageUrls: PAGE, signInDomainPrefix: 'c' }],
  ])('of how pages sign in are taken together: %j', (given) => {
    expect(read(given)).toMatchObject(given);
  });

  test('name every fault at once', () => {
    const fault = faultOf({ blockPolicy: 'loud', retentionDays: '0', accessLogs: 'on' });
    expect(fault.split('\n').map((line) => line.split(':', 1)[0])).toEqual([
      'Setting blockPolicy',
      'Setting retentionDays',
      'Setting accessLogs',
    ]);
  });

  test('refuse an issuer without audiences, for then a token made for any other service would do', () => {
    expect(faultOf({ tokenIssuer: 'https://login.example.com' })).toMatch(
      /^Setting tokenAudiences: must be given/,
    );
  });

  test.each([
    ['tokenAudiences', 'chat'],
    ['tokenJwksUri', 'https://keys.example.com'],
    ['tokenUse', 'access'],
    ['usernameClaim', 'nick'],
  ])('refuse %s without an issuer, for the stack’s own pool would not heed it', (name, value) => {
    expect(faultOf({ [name]: value })).toMatch(new RegExp(`^Setting ${name}: only goes with tokenIssuer`));
  });

  test('take a claim of admins with what it says, and with the stack’s pool the name of their group alone', () => {
    const claim = { adminClaim: 'roles', adminValue: 'chat admin' };
    expect(read({ ...OWN_ISSUER, ...claim })).toMatchObject(claim);
    expect(read(claim)).toMatchObject(claim);
    expect(read({ adminValue: 'moderators' })).toMatchObject({ adminValue: 'moderators' });
  });

  test.each([
    ['adminClaim', { ...OWN_ISSUER, adminClaim: 'roles' }],
    ['adminClaim', { adminClaim: 'roles' }],
    ['adminValue', { ...OWN_ISSUER, adminValue: 'admins' }],
  ])('refuse %s by itself, for nobody could be an admin by that: %j', (name, given) => {
    expect(faultOf(given)).toMatch(new RegExp(`^Setting ${name}: must be given with`));
  });

  test.each([
    ['commandPerSecond', 'commandsPerSecond'],
    ['blockpolicy', 'blockPolicy'],
    ['retention-days', 'retentionDays'],
    ['TOKEN_ISSUER', 'tokenIssuer'],
    ['wait_per_user', 'waitingPerUser'],
    ['pages', 'page'],
  ])('that are misspelt are told how they are called: %s', (name, meant) => {
    expect(faultOf({ [name]: 'x' })).toBe(
      `There is no setting ${name}: did you mean ${meant}? They are listed in docs/deploying.md`,
    );
  });

  test('leave the rest of the context alone', () => {
    expect(
      read({
        '@aws-cdk/core:target-partitions': ['aws'],
        'aws:cdk:bundling-stacks': [],
        'acknowledged-issue-numbers': [1],
        user: 'x',
        env: 'dev',
        stage: 'prod',
      }),
    ).toEqual(read({}));
  });
});

describe('docs/deploying.md', () => {
  test('has a row for each setting, in their order', () => {
    const page = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
    const [, table = ''] = page.split(/^\| setting \|.*$/m);
    const [rows = ''] = table.split('\n\n', 1);
    expect([...rows.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(SETTING_NAMES);
  });
});
