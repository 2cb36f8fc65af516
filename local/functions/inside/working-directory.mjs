import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isAbsolute, resolve } from 'node:path';

/** Their second argument is a path as well. */
const twoPaths = new Set(['copyFile', 'cp', 'link', 'rename']);
/** The first argument of these is no path, or one that may be relative to something else. */
const others = new Set(['glob', 'symlink', '_toUnixTimestamp']);

/**
 * Makes a directory seem to be this thread's working directory, as LAMBDA_TASK_ROOT is a function's. A thread can't
 * have one of its own (`process.chdir` throws in a worker), so `process.cwd`, on which `node:path` relies, and the
 * functions of `node:fs` are told. What `node:child_process` starts is not.
 */
export function setWorkingDirectory(directory) {
  let current = directory;
  process.cwd = () => current;
  process.chdir = (path) => {
    current = resolve(current, path);
  };
  // Not joined: the end of a prefix for `mkdtemp` counts.
  const locate = (path) => (typeof path === 'string' && !isAbsolute(path) ? `${current}/${path}` : path);
  for (const module of [fs, fs.promises]) {
    for (const [name, original] of Object.entries(module)) {
      const plainName = name.replace(/Sync$/, '');
      if (typeof original === 'function' && /^[a-z]/.test(name) && !others.has(plainName)) {
        const located = twoPaths.has(plainName)
          ? (from, to, ...more) => original.call(module, locate(from), locate(to), ...more)
          : (path, ...more) => original.call(module, locate(path), ...more);
        // Such as `realpath.native`, and what `util.promisify` looks for.
        module[name] = Object.defineProperties(located, Object.getOwnPropertyDescriptors(original));
      }
    }
  }
  syncBuiltinESMExports();
}
