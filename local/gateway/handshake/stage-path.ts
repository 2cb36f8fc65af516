/** Whether a URL is `/{stage}` or `/{stage}/`, with or without a query. Any further path is refused. */
export function isStagePath(url: string, stageName: string): boolean {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return path === `/${stageName}` || path === `/${stageName}/`;
}
