import { readFile } from 'node:fs/promises';
import type { Exchange } from '../oidc-context.ts';

const file = new URL('../pages/sign-in.css', import.meta.url);

/** `GET /sign-in.css`: a file of its own, for the pages' policy forbids styles within them. */
export async function answerStyle({ response }: Exchange): Promise<void> {
  const style = await readFile(file);
  response
    .writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .end(style);
}
