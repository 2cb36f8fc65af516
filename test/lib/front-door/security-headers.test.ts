import { describe, expect, test } from '@jest/globals';
import { writeContentSecurityPolicy } from '../../../lib/front-door/content-security-policy.ts';
import { readDefaultTemplate } from '../default-chat.ts';
import { findOne, STACK_UUID, show } from '../template-parts.ts';

const policyOf = () =>
  findOne(readDefaultTemplate(), 'AWS::CloudFront::ResponseHeadersPolicy').Properties
    .ResponseHeadersPolicyConfig;

describe('the page’s content security policy', () => {
  test('lets it load its own files, connect to its own host, show pictures over TLS, and nothing else', () => {
    expect(writeContentSecurityPolicy([])).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; font-src 'self'; connect-src 'self'; " +
        "worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  test('lets it connect to where users sign in', () => {
    const policy = writeContentSecurityPolicy(['https://a.example', 'https://b.example']);
    expect(policy).toContain("; connect-src 'self' https://a.example https://b.example;");
  });

  test('names the stack’s own pool’s service', () => {
    const { ContentSecurityPolicy } = policyOf().SecurityHeadersConfig.ContentSecurityPolicy;
    expect(show(ContentSecurityPolicy)).toBe(
      writeContentSecurityPolicy([
        'https://cognito-idp.<AWS::Region>.<AWS::URLSuffix>',
        `https://chat-${STACK_UUID}.auth.<AWS::Region>.amazoncognito.com`,
      ]),
    );
  });

  // Locally the page comes over http.
  test('asks for no https in the place of http', () => {
    expect(writeContentSecurityPolicy([])).not.toContain('upgrade-insecure-requests');
  });
});

describe('the page’s other headers', () => {
  test('keep it out of frames, its address from others, and powers from its scripts, whatever S3 says', () => {
    const { SecurityHeadersConfig, CustomHeadersConfig } = policyOf();
    expect(SecurityHeadersConfig).toMatchObject({
      ContentSecurityPolicy: { Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: 31_536_000,
        IncludeSubdomains: false,
        Override: true,
      },
    });
    expect(CustomHeadersConfig.Items).toEqual([
      {
        Header: 'Permissions-Policy',
        Value: expect.stringMatching(/^(?=.*camera=\(\))(?=.*microphone=\(\))/),
        Override: true,
      },
      { Header: 'Cross-Origin-Opener-Policy', Value: 'same-origin', Override: true },
      { Header: 'Cross-Origin-Resource-Policy', Value: 'same-origin', Override: true },
    ]);
  });
});
