import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const LAMBDAS = fileURLToPath(new URL('../lambdas', import.meta.url));

/**
 * Bundles a function's entry into one ES module, the AWS SDK with it: what was tested is what runs. (CDK's
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
          buildModule(join(LAMBDAS, `${entry}.ts`), join(outputDirectory, 'index.mjs'));
          return true;
        },
      },
    },
  });
}

function buildModule(entryPoint: string, outfile: string): void {
  buildSync({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    // Runs on Lambda's Node 24 and, locally, from Node 20.19 on.
    target: 'node20',
    format: 'esm',
    minify: true,
    // The names in a stack trace are worth their bytes.
    keepNames: true,
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    // What is left of CommonJS in a bundle may still call `require`, which a module has not.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
}
