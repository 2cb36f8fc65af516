import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const LAMBDAS = fileURLToPath(new URL('../lambdas', import.meta.url));

/**
 * Bundles a function's entry into ES modules, the AWS SDK with it: what was tested is what runs. (CDK's
 * NodejsFunction starts `npx esbuild` once a function, which is most of the time of a synth.)
 * @param entry the file in `lambdas/` without its ending
 */
export function bundleFunction(entry: string): Code {
  return Code.fromAsset(LAMBDAS, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK asks for an image, and uses it only when the local bundling declines.
      image: DockerImage.fromRegistry('unused'),
      // Part of the key under which CDK remembers a bundle: without it all functions would get the first one's.
      command: [entry],
      local: {
        tryBundle(outputDirectory) {
          buildModules(join(LAMBDAS, `${entry}.ts`), outputDirectory);
          return true;
        },
      },
    },
  });
}

function buildModules(entryPoint: string, outdir: string): void {
  buildSync({
    entryPoints: { index: entryPoint },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    // Runs on Lambda's Node 24 and, locally, from Node 20.19 on.
    target: 'node20',
    format: 'esm',
    // What is imported only when it is needed stays in files of its own: of the SDK's ways to find credentials,
    // Lambda needs the environment's alone.
    splitting: true,
    minifyWhitespace: true,
    minifySyntax: true,
    // Not the identifiers: a stack trace must name functions, and an import takes as long either way.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    // What is left of CommonJS in a bundle may still call `require`, which a module has not.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
}
