/**
 * Calls a handler in each of the ways that Lambda knows: it answers by its promise, by the callback, by
 * `context.done`, `succeed` or `fail`, or, when nothing is left to wait for, with null. (Lambda has ended all but the
 * promise with nodejs24.x.)
 *
 * @returns A promise of its result, or of its failure.
 */
export function callHandler(handler, event, context) {
  let endWithNothing;
  const outcome = new Promise((resolve, reject) => {
    const done = (error, value) => (error ? reject(error) : resolve(value));
    endWithNothing = () => resolve(null);
    process.once('beforeExit', endWithNothing);
    const methods = { done, succeed: (value) => resolve(value), fail: (error) => reject(error) };
    const result = handler(event, { ...context, ...methods }, done);
    if (typeof result?.then === 'function') {
      result.then(resolve, reject);
    }
  });
  return outcome.finally(() => process.off('beforeExit', endWithNothing));
}
