import { join } from 'node:path';
import { promisify } from 'node:util';
import webpack from 'webpack';
import { chatAt, type Project, runBundle } from './project.ts';

/** @param target `web` or `node` @returns what the bundle prints */
export async function chatFromWebpack(
  { folder, url, write, node }: Project,
  target: 'web' | 'node',
): Promise<string> {
  const file = `${target}-bundle.cjs`;
  const entry = await write(
    `${target}-entry.js`,
    `import { createChatClient } from 'serverless-chat-client';
     async function chat() { ${chatAt(JSON.stringify(url))} }
     chat();`,
  );
  const compiler = webpack({
    mode: 'production',
    target,
    context: folder,
    entry,
    output: { path: folder, filename: file },
    performance: false,
    // Parts of `ws` that may be missing.
    externals: { bufferutil: 'commonjs bufferutil', 'utf-8-validate': 'commonjs utf-8-validate' },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const problems = stats?.toString({ all: false, errors: true, warnings: true });
  if (problems) throw new Error(problems);
  return node(target === 'node' ? file : await write('run-webpack.mjs', runBundle(join(folder, file))));
}
