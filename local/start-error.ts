/** A start that cannot go on. Its message is shown as it is, so it says what happened and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
