import swcJest from '@swc/jest';

/**
 * Built-in objects that no test replaces; `Date` and timers are not among them. In Jest's sandbox each look at a global takes 0.4 µs
 * (a global object behind interceptors), where a module's own constant takes nothing: the suites that compute most take an
 * eighth less time. Jest's setting for that, `sandboxInjectedGlobals`, has no effect on ES modules.
 */
const BUILT_IN = [
  ...['Array', 'BigInt', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'RangeError'],
  ...['Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'TypeError', 'WeakMap', 'WeakSet'],
];

/** swc, and before a module's first line constants for the globals that it names. */
const createTransformer = (options) => {
  const swc = swcJest.createTransformer(options);
  return {
    ...swc,
    process: (source, ...more) => nameGlobals(swc.process(source, ...more)),
    processAsync: async (source, ...more) => nameGlobals(await swc.processAsync(source, ...more)),
    getCacheKey: (source, ...more) => `${swc.getCacheKey(source, ...more)}${BUILT_IN.length}`,
  };
};

/** In the same line, so that lines stay what they are in source maps. */
function nameGlobals(transformed) {
  const { code } = transformed;
  const named = BUILT_IN.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !declares(code, name));
  return named.length === 0
    ? transformed
    : { ...transformed, code: `const { ${named.join(', ')} } = globalThis; ${code}` };
}

/** Whether a module seems to have something of its own by that name. */
const declares = (code, name) =>
  new RegExp(`(?:\\b(?:class|const|let|var|function|as) |import[^;]*[{,]\\s*)${name}\\b`).test(code);

// biome-ignore lint/style/noDefaultExport: Jest takes a transformer's default export
export default { createTransformer };
