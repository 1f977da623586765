/** Vite plugin: writes the Content-Security-Policy into the built index.html, so that any static host has it. */
import type { Plugin } from 'vite';
import { contentSecurityPolicy } from './securityHeaders.ts';

/** The policy as a meta tag may carry it: browsers ignore `frame-ancestors` there, and say so in the console. */
export function metaPolicy(policy: string): string {
  return policy
    .split('; ')
    .filter((directive) => !directive.startsWith('frame-ancestors'))
    .join('; ');
}

export function cspMeta(): Plugin {
  return {
    name: 'verdict-csp-meta',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy(contentSecurityPolicy) },
        injectTo: 'head-prepend',
      },
    ],
  };
}
