/**
 * A DynamoDB that passes each call on to another one, so that a plan can stand between. It signs them all
 * alike, for DynamoDB Local keeps a database for each access key.
 */
import { createServer, Agent as HttpAgent, request as sendHttp } from 'node:http';
import { Agent as HttpsAgent, request as sendHttps } from 'node:https';
import { workerData } from 'node:worker_threads';
import { serveDynamoDb } from './dynamodb-thread.mjs';

const { endpoint, accessKeyId } = workerData;
const target = new URL(endpoint);
const isHttps = target.protocol === 'https:';
const send = isHttps ? sendHttps : sendHttp;
const agent = new (isHttps ? HttpsAgent : HttpAgent)({ keepAlive: true });

const server = createServer(forward);
// Else the connections that it keeps would keep the thread.
server.once('close', () => agent.destroy());
serveDynamoDb(server);

function forward(request, response) {
  const { authorization, host, connection, ...headers } = request.headers;
  const onward = send(target, {
    agent,
    path: request.url,
    method: request.method,
    headers: {
      ...headers,
      host: target.host,
      ...(authorization && {
        authorization: authorization.replace(/(Credential=)[^/]+/, `$1${accessKeyId}`),
      }),
    },
  });
  onward.on('response', async (answer) => {
    const chunks = await answer.toArray().catch(() => undefined);
    if (!chunks) {
      request.socket.destroy();
      return;
    }
    const { connection, 'transfer-encoding': encoding, ...answerHeaders } = answer.headers;
    const body = Buffer.concat(chunks);
    response.writeHead(answer.statusCode, { ...answerHeaders, 'content-length': body.length });
    response.end(body);
  });
  // What the endpoint does to the connection is done to the caller's.
  onward.on('error', () => request.socket.destroy());
  request.pipe(onward);
}
