import { type Browser, chromium } from 'playwright-core';
import type { Chromium } from './find-chromium.ts';
import { unpackNpmChromium } from './npm-chromium/unpack.ts';

/** A browser without a window. */
export async function launchChromium({ executablePath, isFromNpm, env }: Chromium): Promise<Browser> {
  if (isFromNpm) await unpackNpmChromium();
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    env: { ...process.env, ...env },
  });
}
