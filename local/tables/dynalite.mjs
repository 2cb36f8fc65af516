/** dynalite, with what it leaves open closed. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Makes a server that does not listen yet.
 *
 * @param directory Where the data is kept; absent: in memory.
 * @returns The server, and how many iterators over its data are open.
 */
export function createDynalite(directory) {
  const dynalite = require('dynalite');
  const stores = require('dynalite/db');
  const open = new Set();
  const { create } = stores;
  // dynalite 4 ends each of its streams by `return()`, which an iterator of its database doesn't have: it and its
  // snapshot of the data would stay for ever, one a Query.
  stores.create = (options) => {
    const store = create(options);
    for (const kind of ['keys', 'values']) {
      const openIterator = store.db[kind].bind(store.db);
      store.db[kind] = (range) => closeOnReturn(openIterator(range), open);
    }
    return store;
  };
  try {
    const server = dynalite({
      ...(directory ? { path: directory } : {}),
      createTableMs: 0,
      updateTableMs: 0,
      deleteTableMs: 0,
    });
    return { server, countOpenIterators: () => open.size };
  } finally {
    stores.create = create;
  }
}

function closeOnReturn(iterator, open) {
  open.add(iterator);
  iterator.return = async () => {
    await iterator.close();
    open.delete(iterator);
  };
  return iterator;
}
