import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The same assembly that `npm start` runs, and one with the other block policy. */
export const assemblies = {
  notify: { outputDirectory: `${ROOT}cdk.out`, context: {} },
  silent: { outputDirectory: `${ROOT}cdk.out.silent`, context: { blockPolicy: 'silent' } },
} as const;

export const projectDirectory = ROOT;
