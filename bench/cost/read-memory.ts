import { readAssembly } from '../../local/assembly/read-assembly.ts';

/** How many megabytes the template gives each function, by the name of its file in `lambdas/`. */
export async function readMemory(assembly: string): Promise<ReadonlyMap<string, number>> {
  const { functions } = await readAssembly({ directory: assembly });
  return new Map(
    functions.map(({ logicalId, memoryMb }) => [
      // `FunctionsMessageFunction8E…`
      logicalId.replace(/^Functions(\w+)Function[0-9A-F]{8}$/, '$1').toLowerCase(),
      memoryMb,
    ]),
  );
}
