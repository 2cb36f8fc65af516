import { serverNow } from '../text/clock.ts';
import { fullTimeOf, shortTimeOf } from '../text/times.ts';

/** Below what was done, when that was, and why where somebody said so. @param ts ISO 8601 */
export function WhenAndWhy({ ts, reason }: { readonly ts: string; readonly reason: string | undefined }) {
  return (
    <p className="why">
      <time dateTime={ts} title={fullTimeOf(ts)}>
        {shortTimeOf(ts, serverNow())}
      </time>
      {reason !== undefined && (
        <>
          : <bdi>{reason}</bdi>
        </>
      )}
    </p>
  );
}
