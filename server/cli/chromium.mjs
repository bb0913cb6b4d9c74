/** The Chromium of tests, benchmarks and screenshots: finds one, and brings one when there is none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The headless shell first: the same engine without the window around it, as Playwright itself takes it where nobody looks. The browser
 * tests need a third less of the machine with it.
 */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** Chromium alone shows boxes for letters that our own fonts do not have. */
const DEBIAN_PACKAGES = ['chromium-headless-shell', 'fonts-dejavu-core', 'fonts-liberation'];

/** How it is started: as root too, and without asking anybody outside this machine. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run
  }
}

/** Path of the Chromium that `CHROMIUM_PATH` names, or else of the system's; null where there is none. Throws when the named one cannot be run. */
export function installedChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!isProgram(given)) throw new Error(`CHROMIUM_PATH: ${given} is not a program that can be run.`);
    return given;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...ELSEWHERE].find(isProgram) ?? null;
}

async function playwrightsOwn(root) {
  const { chromium } = await import(pathToFileURL(path.join(root, 'node_modules/playwright-core/index.mjs')).href);
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : null;
}

function run(command, words, root) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, words, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/**
 * @param {string} root folder of the project, its packages installed
 * @param {(line: string) => void} tell
 * @returns {Promise<string>} path of a Chromium that can be run
 */
export async function findOrBringChromium(root, tell) {
  const found = installedChromium() ?? (await playwrightsOwn(root));
  if (found) return found;
  const debian = process.getuid?.() === 0 && ['/usr/bin/apt-get', '/bin/apt-get'].some(isProgram);
  if (debian) {
    tell("Installing Debian's Chromium ...");
    const done =
      run('apt-get', ['update', '-q'], root) && run('apt-get', ['install', '-qy', '--no-install-recommends', ...DEBIAN_PACKAGES], root);
    const program = installedChromium();
    if (done && program) return program;
  }
  tell("Fetching Playwright's Chromium ...");
  run(process.execPath, [path.join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], root);
  const fetched = await playwrightsOwn(root);
  if (fetched) return fetched;
  throw new Error('There is no Chromium here and none could be installed. Install Chromium or Chrome, or name one with CHROMIUM_PATH.');
}
