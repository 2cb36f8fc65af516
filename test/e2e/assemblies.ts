import { fileURLToPath } from 'node:url';

export const projectDirectory = fileURLToPath(new URL('../../', import.meta.url));

/** What CloudFront proves itself with to the API that is shut. */
export const ORIGIN_SECRET = 'a-secret-that-nobody-may-learn-of';
/** The page of another address that its chat is for. */
export const ALLOWED_ORIGIN = 'https://chat.example.com';

/**
 * What is synthesized before all tests: the assembly that `npm start` runs, and one whose API is shut but for CloudFront. Other
 * settings are changed in a copy of the first (changed-assembly.ts), as far as functions read them from their environment.
 */
export const assemblies = {
  open: { outputDirectory: `${projectDirectory}cdk.out`, context: {} },
  shut: {
    outputDirectory: `${projectDirectory}cdk.out.shut`,
    context: { originSecret: ORIGIN_SECRET, allowedOrigins: ALLOWED_ORIGIN },
  },
} as const;
