/**
 * Which calls a fault plan's rules strike. Plain JavaScript, because the database's worker thread uses it too,
 * and a worker thread starts without a TypeScript loader; strikes.d.mts has the types.
 */

/**
 * Each draw is a hash of the seed, the rule and what it is made for, a connection or the how-many-eth call
 * that the rule saw: so rules don't disturb each other, and a connection's draw is the same at any time.
 */
export function createStrikes(seed, rules, onStrike = () => {}) {
  const watched = rules.map((rule) => ({ rule, seen: 0, strikes: new Map() }));
  return (call) => {
    for (const state of watched) {
      const { rule } = state;
      if (!matches(rule, call)) {
        continue;
      }
      state.seen += 1;
      const subject = rule.by === 'connection' ? call.connectionId : '';
      if (draw(`${seed} ${rule.key} ${subject || state.seen}`) >= rule.share) {
        continue;
      }
      const strikes = state.strikes.get(subject) ?? 0;
      if (strikes >= (rule.times ?? Number.POSITIVE_INFINITY)) {
        continue;
      }
      if (rule.times !== undefined) {
        state.strikes.set(subject, strikes + 1);
      }
      onStrike(rule.key);
      return rule;
    }
    return undefined;
  };
}

function matches(rule, call) {
  return (
    (rule.operations?.includes(call.operation) ?? true) &&
    (rule.functions?.includes(call.functionName) ?? true) &&
    (rule.routes?.includes(call.route) ?? true) &&
    (rule.by !== 'connection' || call.connectionId !== undefined)
  );
}

/** From 0 to less than 1. FNV-1a, then MurmurHash3's finalizer, which spreads texts that differ in one digit. */
function draw(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
