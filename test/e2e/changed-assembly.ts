import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENVIRONMENT } from '../../lambdas/environment.ts';

interface Template {
  readonly Resources: Record<
    string,
    { readonly Properties?: { readonly Environment?: { readonly Variables?: Record<string, unknown> } } }
  >;
}

/**
 * Copies an assembly as if it had been synthesized with other settings: of those that the functions read from their
 * environment, which spares a run of the CDK for each.
 * @param settings by the names of lib/settings.ts
 * @throws Error for a setting that no function reads
 */
export async function copyAssembly(
  from: string,
  to: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await symlink(source, copy);
    else if (entry.name.endsWith('.template.json'))
      await writeFile(copy, await changeTemplate(source, settings));
    else await cp(source, copy);
  }
}

async function changeTemplate(path: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const template = JSON.parse(await readFile(path, 'utf8')) as Template;
  const variables = Object.values(template.Resources)
    .map(({ Properties }) => Properties?.Environment?.Variables)
    .filter((found) => found !== undefined);
  for (const [name, value] of Object.entries(settings)) {
    const variable = ENVIRONMENT[name as keyof typeof ENVIRONMENT];
    const readers = variables.filter((one) => variable !== undefined && Object.hasOwn(one, variable));
    if (readers.length === 0) throw new Error(`No function reads the setting ${name}`);
    for (const reader of readers) reader[variable] = value;
  }
  return JSON.stringify(template);
}
