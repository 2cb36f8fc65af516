/** The same functions written the usual way, in one bundle: what the cold start is compared with. */
export { authorizer } from './plain-authorizer.ts';
export { connect, disconnect } from './plain-connections.ts';
export { deliver, message } from './plain-messages.ts';
