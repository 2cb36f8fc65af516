import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isForThisMachine, unpackedFolder } from './npm-chromium/place.ts';

/** A Chromium that can be launched. */
export interface Chromium {
  readonly executablePath: string;
  /** Whether it is npm's, which is unpacked before it is first launched. */
  readonly isFromNpm: boolean;
  /** What its process alone has in its environment, beside ours. */
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where installers put it that leave the PATH as it is. */
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map((variable) =>
    join(process.env[variable] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ),
];

/**
 * The Chromium that CHROMIUM_PATH names, else npm's where that runs, which is the same on every machine, else one that is
 * installed; undefined where there is none.
 * @throws Error when CHROMIUM_PATH names no program
 */
export function findChromium(): Chromium | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH: there is no program at ${named}`);
    return { executablePath: named, isFromNpm: false, env: {} };
  }
  return isForThisMachine() ? fromNpm() : findInstalledChromium();
}

/** One that is on the PATH, or where installers put it: with the fonts of the machine, emoji among them. */
function findInstalledChromium(): Chromium | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = [...onPath, ...USUAL_PLACES].find(isExecutable);
  return executablePath === undefined ? undefined : { executablePath, isFromNpm: false, env: {} };
}

/** With the libraries and fonts that come with it: a machine that never had a browser lacks both. */
function fromNpm(): Chromium {
  const inherited = process.env.LD_LIBRARY_PATH;
  return {
    executablePath: join(unpackedFolder, 'chromium'),
    isFromNpm: true,
    env: {
      LD_LIBRARY_PATH: [join(unpackedFolder, 'al2023', 'lib'), ...(inherited ? [inherited] : [])].join(
        delimiter,
      ),
      FONTCONFIG_FILE: join(unpackedFolder, 'fonts.conf'),
    },
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
