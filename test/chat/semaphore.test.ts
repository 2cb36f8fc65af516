import { describe, expect, test } from '@jest/globals';
import { createSemaphore } from '../../chat/semaphore.ts';

/** Tasks that end when they are told to, and the order in which they began. */
function createTasks(names: string[]) {
  const began: string[] = [];
  const ends = new Map<string, { end: () => void; fail: (error: Error) => void }>();
  const tasks = names.map((name) => async () => {
    began.push(name);
    await new Promise<void>((end, fail) => ends.set(name, { end, fail }));
    return name;
  });
  return { tasks, began, ends };
}

const settle = () => new Promise(setImmediate);

describe('a semaphore', () => {
  test('runs as many tasks at once as it was told, the others in their order', async () => {
    const { tasks, began, ends } = createTasks(['a', 'b', 'c', 'd']);
    const atOnce = createSemaphore(2);
    const results = Promise.all(tasks.map(atOnce));
    await settle();
    expect(began).toEqual(['a', 'b']);
    ends.get('b')?.end();
    await settle();
    expect(began).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'c']) ends.get(name)?.end();
    await settle();
    ends.get('d')?.end();
    expect(await results).toEqual(['a', 'b', 'c', 'd']);
  });

  test('passes on the place of a task that fails', async () => {
    const { tasks, began, ends } = createTasks(['a', 'b']);
    const [first, second] = tasks.map(createSemaphore(1));
    const failure = expect(first).rejects.toThrow('a failed');
    await settle();
    ends.get('a')?.fail(new Error('a failed'));
    await failure;
    await settle();
    expect(began).toEqual(['a', 'b']);
    ends.get('b')?.end();
    expect(await second).toBe('b');
  });

  test('lets nobody slip in between one who ends and the next in line', async () => {
    const { tasks, began, ends } = createTasks(['a', 'b', 'c']);
    const [a, b, c] = tasks;
    const atOnce = createSemaphore(1);
    const results = [atOnce(a ?? fail), atOnce(b ?? fail)];
    await settle();
    ends.get('a')?.end();
    await results[0];
    results.push(atOnce(c ?? fail));
    await settle();
    expect(began).toEqual(['a', 'b']);
    ends.get('b')?.end();
    await settle();
    ends.get('c')?.end();
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
  });
});

const fail = () => Promise.reject(new Error('no such task'));
