/**
 * A warm execution environment: a process that loads a bundle as Lambda does and runs one invocation after the other.
 * Plain JavaScript, so that no TypeScript loader stands between Node and the bundle.
 *
 * Arguments: the bundle's file, its export, and where to ask for asynchronous invocations, if it gets those.
 */
import { request } from 'node:http';
import { pathToFileURL } from 'node:url';

const [, , file, exportName, nextUrl] = process.argv;
const module = await import(pathToFileURL(file).href);
const handler = module[exportName] ?? module.default[exportName];
const now = () => Number(process.hrtime.bigint()) / 1e6;

process.on('disconnect', () => process.exit());
process.on('message', async (event) => process.send(await run(event)));
process.send({ isReady: true });

for (let isFirst = true; nextUrl; isFirst = false) {
  const { error } = await run(JSON.parse(await fetchNext(isFirst)));
  if (error) process.send({ error });
}

async function run(event) {
  const startedAt = now();
  try {
    await handler(event);
    return { startedAt, endedAt: now() };
  } catch (error) {
    return { startedAt, endedAt: now(), error: String(error?.stack ?? error) };
  }
}

function fetchNext(isFirst) {
  return new Promise((resolve) => {
    const asking = request(nextUrl, { headers: isFirst ? { 'x-first': 'yes' } : {} }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(Buffer.concat(chunks));
    });
    // The model has ended, and so does this.
    asking.on('error', () => process.exit());
    asking.end();
  });
}
