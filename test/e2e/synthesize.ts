import { synthesize } from '../../local/synthesis/synthesize.ts';
import { assemblies, projectDirectory } from './assemblies.ts';

/** Before any test, once: tests run side by side and must not synthesize over each other. */
// biome-ignore lint/style/noDefaultExport: Jest calls a global setup's default export
export default async function synthesizeAssemblies(): Promise<void> {
  for (const { outputDirectory, context } of Object.values(assemblies)) {
    await synthesize({ directory: projectDirectory, outputDirectory, context });
  }
}
