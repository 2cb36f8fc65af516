import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

// Jest 30 makes an AsyncLocalStorage for each test file and never disables it: Node then looks through all of them for every
// promise that is made. In a worker's hundredth file that took most of its time.
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function runAndNote(...given) {
  used.add(this);
  return Reflect.apply(run, this, given);
};

/** Jest's environment for Node, which has no test file make those behind it slower. */
// biome-ignore lint/style/noDefaultExport: Jest takes an environment's default export
export default class extends TestEnvironment {
  /** Jest has run the file's tests by now, and all that belongs to them. */
  async teardown() {
    await super.teardown();
    for (const storage of used) storage.disable();
    used.clear();
  }
}
