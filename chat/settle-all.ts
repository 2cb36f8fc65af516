/**
 * Waits until all have settled, then gives their values, or throws what the first that failed threw. `Promise.all`
 * throws at once, and what is still under way would go on in a frozen environment, minutes later.
 */
export async function settleAll<const T extends readonly unknown[]>(
  tasks: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(tasks);
  return (await Promise.all(tasks)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
