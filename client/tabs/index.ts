export { serveTabs, type TabsScope } from './serve-tabs.ts';
export { createTabSocket, type TabLock, type TabSocketOptions, type TabWorker } from './tab-socket.ts';
