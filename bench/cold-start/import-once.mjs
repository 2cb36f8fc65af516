/** Imports the module that it is given, and prints how many milliseconds that took. Plain, so that nothing else is loaded. */
const { pathToFileURL } = await import('node:url');
const { href } = pathToFileURL(process.argv[2]);
const before = performance.now();
await import(href);
process.stdout.write(String(performance.now() - before), () => process.exit());
