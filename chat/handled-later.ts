/** Marks a promise whose rejection is seen where it is awaited: until then it must not pass for one that nobody handles. */
export function handledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
