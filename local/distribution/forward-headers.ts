import type { IncomingMessage } from 'node:http';
import type { MultiValue } from './viewer-request.ts';

/**
 * Makes the request carry the headers that the function returned: those that it removed go, new ones come,
 * and the spelling of the others stays. Cookies are kept as they came.
 */
export function forwardHeaders(request: IncomingMessage, headers: Record<string, MultiValue>): void {
  const left = new Map(Object.entries(headers));
  const raw: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? '';
    const returned = left.get(name.toLowerCase());
    if (name.toLowerCase() === 'cookie') {
      raw.push(name, request.rawHeaders[index + 1] ?? '');
    } else if (returned) {
      left.delete(name.toLowerCase());
      raw.push(...listValues(name, returned));
    }
  }
  for (const [name, value] of left) {
    raw.push(...listValues(name, value));
  }
  request.rawHeaders = raw;
  request.headers = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const before = request.headers[name];
    request.headers[name] = before === undefined ? raw[index + 1] : `${before}, ${raw[index + 1]}`;
  }
}

function listValues(name: string, { value, multiValue }: MultiValue): string[] {
  return (multiValue ?? [{ value }]).flatMap((one) => [name, one.value]);
}
