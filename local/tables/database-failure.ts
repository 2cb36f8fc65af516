/**
 * What to tell of an embedded database that has ended while the stack ran: why, and what to do.
 *
 * @param directory Where its data is; absent: in memory.
 */
export function describeDatabaseFailure(cause: Error & { code?: string }, directory?: string): string {
  const place = directory ?? 'memory';
  const why = messagesOf(cause);
  if (/no space left|ENOSPC|EDQUOT|quota exceeded|file too large|EFBIG/i.test(why)) {
    return (
      `The disk is full: the database in ${place} can't write any more (${why}). ` +
      'Free some space, then start again: what was acknowledged is kept.'
    );
  }
  if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return (
      `The database in ${place} has used up its memory. Start again` +
      `${directory === undefined ? '' : `; if it comes again, delete ${directory} to begin anew`}.`
    );
  }
  return (
    `The database in ${place} has failed (${why}). Start again` +
    `${directory === undefined ? '' : `; if it can't, delete ${directory} to begin anew`}.`
  );
}

/** What a database's own error says is in its causes. */
function messagesOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${messagesOf(cause)}` : error.message;
}
