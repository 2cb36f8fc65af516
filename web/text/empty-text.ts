/** What is said where a list has nothing: without a connection nobody knows whether it is still empty. @param empty where it is */
export function emptyText(empty: string, isLoaded: boolean, isLive: boolean): string {
  if (!isLive) return 'This can’t be known without a connection.';
  return isLoaded ? empty : 'Loading…';
}
