import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { BrowserContext } from 'playwright-core';
import type { ChatUnderTest } from '../../e2e/chat-under-test.ts';

/**
 * Takes a browser's network away, of its pages and of the worker that has their socket, which breaks.
 * @param user who is signed in there
 * @returns gives it back
 */
export async function loseNetwork(chat: ChatUnderTest, context: BrowserContext, user: string) {
  const { setWorkersOffline, letGo } = await reachWorkers(context);
  const setOffline = async (isOffline: boolean) => {
    await setWorkersOffline(isOffline);
    await context.setOffline(isOffline);
  };
  await setOffline(true);
  // Chromium refuses new connections of a worker that it takes offline, and leaves those that it has.
  const management = new ApiGatewayManagementApiClient({
    endpoint: `${chat.stack.url}/chat`,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  for (const row of await chat.connectionRows()) {
    const [partition, ConnectionId] = row.split(' / ');
    if (partition === `user:${user}`) await management.send(new DeleteConnectionCommand({ ConnectionId }));
  }
  management.destroy();
  return async () => {
    await setOffline(false);
    await letGo();
  };
}

/** Playwright has no shared workers, so this asks the browser (https://chromedevtools.github.io/devtools-protocol/). */
async function reachWorkers(context: BrowserContext) {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('This browser was not launched by the test');
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'shared_worker' }] });
  const sessionIds = await Promise.all(
    targetInfos.map(async ({ targetId }) => {
      // Not flattened, as Playwright would take its messages for those of a page that it doesn't know.
      const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
      return sessionId;
    }),
  );
  let commands = 0;
  const tell = (sessionId: string, method: string, params: object) =>
    session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id: ++commands, method, params }),
    });
  const setWorkersOffline = async (offline: boolean) => {
    for (const sessionId of sessionIds) {
      await tell(sessionId, 'Network.enable', {});
      await tell(sessionId, 'Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    }
  };
  // Chromium 147 opens no other context's pages while it is attached to a worker that has ended.
  return { setWorkersOffline, letGo: () => session.detach() };
}
