/**
 * An init script for the page, as text: notes when a visit has come how far, in milliseconds since its navigation began.
 * `measured.usable` resolves with all of it in the frame in which the chat can be used: the composer is there and takes text,
 * and the connection is shown as live. `measured.signIn` resolves so when the button to sign in is there, and `measured.text`
 * when there is anything to read.
 */
export const WATCH_START = `(() => {
  const times = {};
  const settle = {};
  const note = (name) => { times[name] ??= performance.now(); };
  // The task behind a frame's callbacks runs when the frame has been laid out and painted.
  const inFrame = (name) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      note(name);
      const loaded = (end) => performance.getEntriesByType('resource').find((entry) => entry.name.endsWith(end))?.responseEnd;
      settle[name]({
        ...times,
        html: performance.getEntriesByType('navigation')[0].responseEnd,
        script: loaded('.js'),
        paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
        settings: loaded('/settings.json'),
      });
    };
    channel.port2.postMessage(0);
  });
  const when = (name) => new Promise((resolve) => { settle[name] = resolve; });
  globalThis.measured = { usable: when('usable'), signIn: when('signIn'), text: when('text') };
  const found = {
    text: () => document.querySelector('p'),
    signIn: () => [...document.querySelectorAll('button')].some((button) => button.textContent === 'Sign in'),
    usable() {
      const composer = document.querySelector('#message');
      if (composer && !composer.disabled && !composer.readOnly) note('composer');
      if (document.querySelector('.dot.is-live')) note('live');
      return 'composer' in times && 'live' in times;
    },
  };
  new MutationObserver(() => {
    for (const [name, isThere] of Object.entries(found)) {
      if (!isThere()) continue;
      delete found[name];
      inFrame(name);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true });
})()`;
