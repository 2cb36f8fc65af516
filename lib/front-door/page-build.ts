import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';

const WEB = fileURLToPath(new URL('../../web', import.meta.url));

/**
 * The page as `web/build.mjs` builds it, a second's work. CDK remembers it for the rest of a synth, so that several
 * deployments of it cost one build; and it leaves it out where it bundles nothing, as for `cdk ls`.
 */
export function pageBuild(): ISource {
  return Source.asset(WEB, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK asks for an image, and uses it only when the local bundling declines.
      image: DockerImage.fromRegistry('unused'),
      local: {
        tryBundle(outputDirectory) {
          // In a process of its own: Vite builds asynchronously, and a synth doesn't wait.
          execFileSync(process.execPath, [`${WEB}/build.mjs`, outputDirectory], {
            stdio: ['ignore', 'inherit', 'inherit'],
          });
          return true;
        },
      },
    },
  });
}
