/** Counting, in either thread; count.d.mts has the types. */

export function countIn(record, key) {
  record[key] = (record[key] ?? 0) + 1;
}

export function countCall(byFunction, functionName, action, resource) {
  byFunction[functionName] ??= {};
  byFunction[functionName][action] ??= {};
  countIn(byFunction[functionName][action], resource);
}
