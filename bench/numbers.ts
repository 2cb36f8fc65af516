/** Milliseconds as the tables show them: three digits say what there is to say. */
export function formatMs(milliseconds: number): string {
  if (milliseconds < 10) return milliseconds.toFixed(1);
  return formatCount(Math.round(milliseconds));
}

export const formatCount = (count: number) => count.toLocaleString('en-US');

export const formatShare = (share: number) => share.toFixed(2);
