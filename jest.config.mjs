// The SDK's warning about Node 20 says nothing about a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// CDK's checks of a template take eight seconds of CPU to load, for every app that a test runs. They stay on where something
// depends on them: in the apps that test/lib/run-chat-app.ts runs.
process.env.CDK_VALIDATION = 'false';

// Sources are ES modules with .ts import paths, so tests run them as such: swc only strips the types.
export default {
  testEnvironment: '<rootDir>/test/jest-environment.mjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/before-all.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  // Tests wait for events: this is for what never comes, also on a machine that gives them a tenth of a core.
  testTimeout: 180_000,
  // One more than the cores of the smallest machine: a quarter of the time two of them waited for sweeps, sockets and browsers.
  maxWorkers: 3,
  // Each file's modules stay in its worker's memory, about 5 MB. Beyond this a worker is replaced, which takes 1.3 s of CPU.
  workerIdleMemoryLimit: '500MB',
};
