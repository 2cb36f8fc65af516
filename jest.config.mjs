// The SDK's warning about Node 20 says nothing about a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// CDK's checks of a template take eight seconds of CPU to load, for every app that a test runs. They stay on where something
// depends on them: in the apps that test/lib/run-chat-app.ts runs.
process.env.CDK_VALIDATION = 'false';

// Sources are ES modules with .ts import paths, so tests run them as such: swc only strips the types.
export default {
  testEnvironment: 'node',
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
  maxWorkers: 2,
  // Each file's modules stay in its worker's memory. Beyond this a worker is replaced: at 2.6 GB it took 131 s for a file that
  // takes 8 s by itself.
  workerIdleMemoryLimit: '1GB',
};
