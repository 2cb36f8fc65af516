/**
 * An init script for the page, as text: follows one message at a time by its content. Times are epoch milliseconds, of the
 * clock that all pages of a browser have.
 *
 * `measured.watch(text, last)` begins; `measured.times` then resolves with the times when the one called `last` is known:
 * `enter`, the key that sends it; `sent`, its frame goes to the worker that has the socket; `received`, a frame with it comes from there; `inPage`, a row has it;
 * `shown`, the frame with that row has been painted; `confirmed`, the row isn't pending; `confirmedShown`, that is painted.
 */
export const WATCH_MESSAGE = `(() => {
  let text;
  let last;
  let times;
  let settle;
  const note = (name, at = performance.timeOrigin + performance.now()) => {
    if (text === undefined || name in times) return false;
    times[name] = at;
    if (name === last) settle(times);
    return true;
  };
  // The task behind a frame's callbacks runs when the frame has been laid out and painted.
  const noteFrame = (name) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => note(name);
    channel.port2.postMessage(0);
  });
  globalThis.measured = {
    watch(wanted, until) {
      [text, last, times] = [wanted, until, {}];
      this.times = new Promise((resolve) => { settle = resolve; });
    },
  };
  addEventListener('keydown', ({ key, timeStamp }) => {
    if (key === 'Enter') note('enter', performance.timeOrigin + timeStamp);
  }, true);
  const isOf = (frame) => text !== undefined && String(frame).includes(JSON.stringify(text));
  // The socket is the shared worker's: what goes to its port and comes from it is all that the page knows of frames.
  globalThis.SharedWorker = class extends SharedWorker {
    constructor(...options) {
      super(...options);
      const { port } = this;
      const post = port.postMessage.bind(port);
      port.postMessage = (message) => {
        if (isOf(message.text)) note('sent');
        post(message);
      };
      port.addEventListener('message', ({ data }) => isOf(data.text) && note('received'));
    }
  };
  new MutationObserver(() => {
    if (text === undefined) return;
    const row = [...document.querySelectorAll('.message')].findLast((one) => one.querySelector('bdi')?.textContent === text);
    if (!row) return;
    if (note('inPage')) noteFrame('shown');
    if (!row.classList.contains('is-pending') && note('confirmed')) noteFrame('confirmedShown');
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
})()`;
