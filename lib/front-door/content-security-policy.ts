/**
 * What the page may load and connect to: its own files, its own host's sockets, where users sign in, and pictures. Nothing inline, no
 * frames (tokens are renewed by refresh tokens, not in a frame), no forms, no plugins.
 *
 * `'self'` includes `wss:` on the page's own host (CSP Level 3, "Does url match expression in origin with redirect count?";
 * Chrome from 70 on, Firefox, Safari from 16 on). The distribution's domain can't be named here: it depends on this policy.
 * @param connectOrigins what is fetched beside the page's own host, for example `https://login.example.com`
 */
export function writeContentSecurityPolicy(connectOrigins: readonly string[]): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    // Whatever users say is their picture.
    'img-src': "'self' https:",
    'font-src': "'self'",
    'connect-src': ["'self'", ...connectOrigins].join(' '),
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}
