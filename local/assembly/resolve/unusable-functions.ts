import type { CloudStack } from '../stacks/cloud-assembly.ts';

/** The functions that can't run here, by logical id, with what keeps them from it. */
export function findUnusableFunctions({ template, assetPaths }: CloudStack): Map<string, string> {
  const unusable = new Map<string, string>();
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    const reason = Type === 'AWS::Lambda::Function' ? findReason(Properties, assetPaths) : undefined;
    if (reason !== undefined) {
      unusable.set(logicalId, reason);
    }
  }
  return unusable;
}

function findReason(
  properties: Readonly<Record<string, unknown>>,
  assetPaths: CloudStack['assetPaths'],
): string | undefined {
  const { Runtime: runtime, Code: code, Layers: layers, PackageType: packageType } = properties;
  const { S3Key: key, ZipFile: inline } = (code ?? {}) as Record<string, unknown>;
  if (packageType === 'Image') {
    return 'is a container image, and a local run has only Node.js';
  }
  if (typeof runtime === 'string' && !runtime.startsWith('nodejs')) {
    return `has the runtime ${runtime}, and a local run has only Node.js`;
  }
  const path = assetPaths.get(String(key));
  if (inline === undefined && path === undefined) {
    return "has code that isn't an asset of this assembly";
  }
  if (path?.endsWith('.zip')) {
    return "has its code in a .zip file, which a local run doesn't unpack: name the folder";
  }
  if (Array.isArray(layers) && layers.length > 0) {
    return "uses layers, which a local run doesn't support";
  }
  return undefined;
}
