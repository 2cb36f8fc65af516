import { MicOff } from 'lucide-react';
import { serverNow } from '../text/clock.ts';
import { untilText } from '../text/times.ts';

/** Above the field: that one may not speak here, and until when. @param until epoch milliseconds by the server's clock; undefined: one may */
export function MutedStrip({ until }: { readonly until: number | undefined }) {
  const sentence =
    until !== undefined && `You are muted here ${untilText(until, serverNow())}. What you write stays.`;
  return (
    // Always there: what appears with its text isn't told by every screen reader.
    <div className={sentence ? 'muted-strip is-shown' : 'muted-strip'} role="status">
      {sentence && <MicOff size={16} aria-hidden />}
      {sentence && <p id="muted">{sentence}</p>}
    </div>
  );
}
