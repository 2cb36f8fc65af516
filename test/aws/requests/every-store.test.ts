import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const AWS = fileURLToPath(new URL('../../../aws/', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));

const namesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

/** Whoever makes a port of a document client and a table. */
const isStore = (file: string) =>
  /export function create\w+\(\s*db: DynamoDBDocumentClient,\s*table: string/.test(
    readFileSync(AWS + file, 'utf8'),
  );

test('every store has a table of its requests', () => {
  const stores = namesIn(AWS).filter((file) => file.endsWith('.ts') && isStore(file));
  expect(stores.length).toBeGreaterThan(10);
  const tables = namesIn(HERE);
  expect(stores.filter((file) => !tables.includes(file.replace(/\.ts$/, '.test.ts')))).toEqual([]);
});
