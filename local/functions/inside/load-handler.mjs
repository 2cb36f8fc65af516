import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Loads the handler that a template names, for example `src/index.handler` or `index.rooms.join`: the file's name ends
 * at the first dot of the last part, and what is behind that may be nested. Source: the behaviour of Lambda's runtime
 * interface client for Node.js.
 *
 * @throws Error with Lambda's name for what is wrong, `Runtime.…`, or whatever the module throws.
 */
export async function loadHandler(codeDirectory, handlerName) {
  const [, file, exportPath] = /^([^.]*)\.(.*)$/.exec(basename(handlerName)) ?? [];
  if (file === undefined || handlerName.includes('..')) {
    throw fail('Runtime.MalformedHandlerName', `"${handlerName}" is no handler: it takes FILE.EXPORT`);
  }
  const module = await import(pathToFileURL(findFile(codeDirectory, dirname(handlerName), file)).href);
  const find = (exports) => exportPath.split('.').reduce((found, name) => found?.[name], exports);
  // What a CommonJS module exports is its default export here, and only what Node detects has a name as well.
  const found = find(module) ?? find(module.default);
  if (typeof found !== 'function') {
    throw fail('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  return found;
}

function findFile(codeDirectory, folder, file) {
  const path = join(codeDirectory, folder, file);
  const found = ['.js', '.mjs', '.cjs'].map((end) => path + end).find(isFile);
  if (found) {
    return found;
  }
  const { resolve } = createRequire(join(codeDirectory, 'index.js'));
  for (const request of [path, file]) {
    try {
      return resolve(request, { paths: [codeDirectory, join(codeDirectory, folder)] });
    } catch {
      // The next way to find it.
    }
  }
  throw fail('Runtime.ImportModuleError', `Cannot find module '${join(folder, file)}' in ${codeDirectory}`);
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const fail = (name, message) => Object.assign(new Error(message), { name });
