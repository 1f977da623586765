import { expect, it } from 'vitest';
import { metaPolicy } from './cspMeta';
import { contentSecurityPolicy } from './securityHeaders';

it('keeps every directive but frame-ancestors, which a meta tag cannot carry', () => {
  const policy = metaPolicy(contentSecurityPolicy);
  expect(policy).not.toContain('frame-ancestors');
  expect(`${policy}; frame-ancestors 'none'`).toBe(contentSecurityPolicy);
});

it('allows no evaluation of strings and no other origin', () => {
  expect(contentSecurityPolicy).not.toContain("'unsafe-eval'");
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*/);
});
