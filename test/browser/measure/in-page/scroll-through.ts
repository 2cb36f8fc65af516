/*
 * Scripts for the page, as text: they run in the browser, whose types the tests don't have. Each is an expression for the
 * times of the animation frames that it took, milliseconds.
 */

/** Scrolls up until there is nothing older, and to the very beginning: what was in sight stays there when older rows come. */
export const LOAD_ALL = `(async () => {
  const box = document.querySelector('.scroller');
  const start = box.querySelector('.timeline-start');
  const frames = [];
  while (start.textContent !== 'Beginning of the conversation' || box.scrollTop > 0) {
    box.scrollTop = 0;
    frames.push(await new Promise(requestAnimationFrame));
  }
  return frames;
})()`;

/**
 * Scrolls from the beginning down to the end and up again.
 * @param selector of what scrolls
 * @param step pixels a frame
 */
export const scrollThrough = (selector: string, step: number) => `(async () => {
  const box = document.querySelector('${selector}');
  const frames = [];
  const scrollBy = async (pixels) => {
    box.scrollTop += pixels;
    frames.push(await new Promise(requestAnimationFrame));
  };
  box.scrollTop = 0;
  await scrollBy(0);
  while (box.scrollHeight - box.scrollTop - box.clientHeight > 1) await scrollBy(${step});
  while (box.scrollTop > 0) await scrollBy(-${step});
  return frames;
})()`;

/** A page of rows with these texts and nothing else: no framework, and no list that lays out only what is in sight. */
export const plainRows = (texts: readonly string[]) => `<!doctype html><title>Rows</title>
<style>
  body { margin: 0; font: 16px/1.5 system-ui }
  .scroller { height: 100vh; overflow: auto }
  .scroller div { padding: 8px 16px; white-space: pre-wrap }
</style>
<div class="scroller">${texts.map((text) => `<div>${text}</div>`).join('')}</div>`;
