export type { Refusal } from './socket.ts';
export { createTestChat, type TestChat, type TestChatOptions, type TestClientOptions } from './test-chat.ts';
