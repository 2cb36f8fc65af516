import { LoadFailure } from '../load-failure.tsx';
import type { Pages } from './use-pages.ts';

export interface MorePagesProps {
  readonly of: Pick<Pages<unknown>, 'isLoaded' | 'hasMore' | 'error' | 'more'>;
}

/** Below a list: what leads to its next page, or why that could not be loaded. */
export function MorePages({ of: { isLoaded, hasMore, error, more } }: MorePagesProps) {
  return (
    <>
      <LoadFailure error={error} onRetry={more} />
      {isLoaded && hasMore && error === undefined && (
        <button type="button" className="button" onClick={more}>
          More
        </button>
      )}
    </>
  );
}
