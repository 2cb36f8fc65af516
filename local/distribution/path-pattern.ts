/**
 * Compiles a path pattern: `*` stands for any characters, `?` for exactly one, case matters, and the first
 * slash may be left out. Source: CloudFront developer guide, "Path pattern".
 */
export function compilePathPattern(pattern: string): RegExp {
  const rooted = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
  const escaped = rooted.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
