/** The connection id in `/{stage}/@connections/{id}`; undefined for any other path, empty if it can't be decoded. */
export function readConnectionId(url: string, stageName: string): string | undefined {
  const start = stageName.length + 2;
  const prefix = ['@connections/', '%40connections/'].find((candidate) => url.startsWith(candidate, start));
  if (prefix === undefined || !url.startsWith(`/${stageName}/`)) return undefined;
  const encoded = url.slice(start + prefix.length);
  const end = encoded.indexOf('?');
  try {
    return decodeURIComponent(end === -1 ? encoded : encoded.slice(0, end));
  } catch {
    return '';
  }
}
