/**
 * Compiles a glob as cdk.json's `watch` has them: `**`, `*`, `?` and `{a,b}`, against a path with slashes.
 * A pattern that names a directory also matches all below it.
 */
export function compileGlob(glob: string): RegExp {
  const pattern = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  const source = pattern.replaceAll(/\*\*\/|\*\*|\*|\?|\{[^}]*\}|[.+^$()|[\]\\{}]/g, (part) => {
    switch (part) {
      case '**/':
        return '(?:.*/)?';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      default:
        return part.length > 1
          ? `(?:${part.slice(1, -1).split(',').map(escapeLiteral).join('|')})`
          : `\\${part}`;
    }
  });
  return new RegExp(`^${source}(?:/.*)?$`);
}

function escapeLiteral(text: string): string {
  return text.replaceAll(/[.+^$()|[\]\\{}]/g, '\\$&').replaceAll('*', '[^/]*');
}
