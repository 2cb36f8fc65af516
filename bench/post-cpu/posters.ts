import { Agent, request } from 'node:http';
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { createManagementClient } from '../../aws/api-gateway/management-client.ts';
import { createManagementPosts } from '../../aws/api-gateway/management-posts.ts';
import { AWS_VARIABLES } from '../functions/variables.ts';

export type Poster = 'sdk' | 'ours' | 'plain';
type Post = (connectionId: string, frame: string) => Promise<void>;

/** A way to post a frame to a connection. @throws Error when the frame isn't accepted */
export function createPost(poster: Poster, endpoint: string): Post {
  Object.assign(process.env, AWS_VARIABLES);
  switch (poster) {
    case 'sdk':
      return createSdkPost(endpoint);
    case 'ours':
      return createOurPost(endpoint);
    case 'plain':
      return createPlainPost(endpoint);
  }
}

function createSdkPost(endpoint: string): Post {
  const client = new ApiGatewayManagementApiClient({ endpoint });
  return async (ConnectionId, Data) => {
    await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
  };
}

function createOurPost(endpoint: string): Post {
  const posts = createManagementPosts(createManagementClient(endpoint), endpoint, Date);
  return async (connectionId, frame) => {
    const outcome = await posts.post(connectionId, frame);
    if (outcome.kind !== 'done') throw new Error(`A post was ${outcome.kind}`);
  };
}

/** The least that a request costs in Node: not signed, nothing looked at but the status. */
function createPlainPost(endpoint: string): Post {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port, pathname } = new URL(endpoint);
  return (connectionId, frame) =>
    new Promise((resolve, reject) => {
      const path = `${pathname}/@connections/${encodeURIComponent(connectionId)}`;
      const headers = { 'content-length': Buffer.byteLength(frame) };
      const posting = request({ agent, method: 'POST', hostname, port, path, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`Answered ${response.statusCode}`)),
        );
      });
      posting.on('error', reject);
      posting.end(frame);
    });
}
