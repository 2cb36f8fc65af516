import { createManagementClient } from '../aws/api-gateway/management-client.ts';
import { createManagementPosts } from '../aws/api-gateway/management-posts.ts';
import { requireVariable } from './read-environment.ts';
import { consoleLogger, systemClock } from './runtime.ts';

/** What a function needs that posts to connections. */
export function openPosts() {
  const endpoint = requireVariable('managementEndpoint');
  return {
    posts: createManagementPosts(createManagementClient(endpoint), endpoint, systemClock),
    clock: systemClock,
    random: Math.random,
    logger: consoleLogger,
  };
}
