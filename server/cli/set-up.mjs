/**
 * Does what is missing before Koinon can run: packages from the lock file, the Prisma clients, the build.
 * What is up to date is skipped: each step knows by the content of its inputs, not by their age.
 * Plain Node with nothing installed, because it runs before `node_modules` exists.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { compilerPackages, environmentForNpm } from './native.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const at = (...parts) => path.join(root, ...parts);
const BUILD_INPUTS = [
  'app',
  'server',
  'prisma/schema.prisma',
  'prisma/seed',
  'public',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
  'package-lock.json',
  // Of the commands only those that build.
  'server/cli/build.mjs',
  'server/cli/pack.mjs',
  'server/cli/prisma-clients.mjs',
  'server/cli/service-worker.mjs',
];
/** A package with native code must be built again for another Node or machine. */
const PLATFORM = `${process.versions.modules}-${process.platform}-${process.arch}`;

const SIGNALS = ['SIGINT', 'SIGTERM'];

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** Every file that the build reads; tests are none of them. */
function* filesUnder(place) {
  if (!existsSync(at(place))) return;
  const entries = readdirSync(at(place), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  for (const entry of entries.map((file) => path.join(file.parentPath, file.name)).sort())
    if (!/\.test\.tsx?$|^server[/\\]cli[/\\]/.test(path.relative(root, entry))) yield entry;
}

const filesOf = (places) => places.flatMap((place) => (path.extname(place) ? [at(place)] : [...filesUnder(place)]));

function hashOf(places) {
  const hash = createHash('sha256');
  for (const file of filesOf(places)) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** The files whose content decides whether the build is up to date, relative to the project's folder. */
export function buildFiles() {
  return filesOf(BUILD_INPUTS).map((file) => path.relative(root, file));
}

/**
 * Is every package of the lock file there, in its version? npm keeps its own list in node_modules and writes it last,
 * so an installation that was cut off counts as missing.
 */
export function packagesAreInstalled({ development }) {
  const listed = textOf(at('node_modules/.package-lock.json'));
  if (!listed) return false;
  const stamp = textOf(at('node_modules/.koinon-platform'));
  if (stamp !== null && stamp !== PLATFORM) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(listed).packages;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.optional || entry.devOptional || (entry.dev && !development)) return true;
    return installed[place]?.version === entry.version;
  });
}

/** npm as the person started it, else the one on the path. */
function npm(...words) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.(c?js)$/.test(cli)) return { command: process.execPath, words: [cli, ...words], shell: false };
  return { command: 'npm', words, shell: process.platform === 'win32' };
}

/** Runs a command and keeps what it says; rejects with its last lines when it fails. */
function quietly({ command, words, shell }, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: root, shell, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const keep = (chunk) => {
      said = (said + chunk).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = (signal) => {
      child.kill(signal);
      process.exit(1);
    };
    for (const signal of SIGNALS) process.once(signal, stop);
    child.once('error', (error) => reject(new Error(`${command} could not be run: ${error.message}`)));
    child.once('close', (code) => {
      for (const signal of SIGNALS) process.off(signal, stop);
      if (code === 0) resolve(said);
      else reject(new Error(said.trim().split('\n').slice(-25).join('\n')));
    });
  });
}

const NATIVE = 'Where no ready-made better-sqlite3 can be had, npm builds it and needs python3, make and g++ (README, "Start").';

/** `npm ci` begins by emptying the folder: through a link it would empty somebody else's. */
function refuseLinkedPackages() {
  const place = lstatSync(at('node_modules'), { throwIfNoEntry: false });
  if (!place?.isSymbolicLink()) return;
  throw new Error(
    [
      `node_modules is a link to ${readlinkSync(at('node_modules'))}, where not all packages of package-lock.json are.`,
      'Nothing was installed there, because npm would empty that folder first, and others may use it.',
      'Remove the link (not the folder) and start again, or install the packages where it leads to.',
    ].join('\n'),
  );
}

async function installPackages(tell) {
  refuseLinkedPackages();
  const install = () => quietly(npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'), environmentForNpm(process));
  try {
    await install().catch(async (error) => {
      if (!(await bringCompiler(error.message, tell))) throw error;
      await install();
    });
  } catch (error) {
    throw new Error(`npm could not install the packages. Is there a network? ${NATIVE}\n\n${error.message}`);
  }
  writeFileSync(at('node_modules/.koinon-platform'), PLATFORM);
}

/** Debian's compiler, where that was what is missing and this account may install it. */
async function bringCompiler(said, tell) {
  const packages = compilerPackages({ said, execPath: process.execPath, isRoot: process.getuid?.() === 0, exists: existsSync });
  if (packages.length === 0) return false;
  tell(`  Installing ${packages.join(', ')} to build better-sqlite3 ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words) => quietly({ command: 'apt-get', words, shell: false }, env);
  await apt('update', '-q');
  await apt('install', '-qy', '--no-install-recommends', ...packages);
  return true;
}

const clientInputs = () => hashOf(['prisma/schema.prisma', 'package-lock.json', 'server/cli/prisma-clients.mjs']);
const clientStamp = () => at('prisma/generated/stamp');
const buildInputs = () => hashOf(BUILD_INPUTS);
const buildStamp = () => at('build/stamp');

async function generateClients() {
  const stamp = clientInputs();
  const { generateClients: generate } = await import('./prisma-clients.mjs');
  generate();
  writeFileSync(clientStamp(), stamp);
}

async function build() {
  const stamp = buildInputs();
  rmSync(buildStamp(), { force: true });
  // In a process of its own: a build leaves a lot of memory and caches behind, and this process may go on to serve.
  await quietly(
    { command: process.execPath, words: ['-e', "import('./server/cli/build.mjs').then((m) => m.buildAll())"], shell: false },
    { ...process.env, NODE_ENV: 'production' },
  );
  writeFileSync(buildStamp(), stamp);
}

/** What can be missing, in the order in which it must be done. */
function steps({ development }) {
  return [
    {
      says: 'Installing packages (the first time this takes a few minutes)',
      isDone: () => packagesAreInstalled({ development }),
      run: installPackages,
    },
    {
      says: 'Preparing the database code',
      isDone: () => textOf(clientStamp()) === clientInputs(),
      run: generateClients,
    },
    {
      says: 'Building the pages',
      isDone: () => textOf(buildStamp()) === buildInputs(),
      run: build,
    },
  ];
}

/**
 * Does all that is missing, one process at a time in this folder.
 * @param {object} [options]
 * @param {boolean} [options.development] also the packages that only tests and tools need
 * @param {boolean} [options.build] false: the pages are not built (development serves them from their sources)
 * @param {(line: string) => void} [options.tell] gets a line per step
 * @returns {Promise<string[]>} the steps that were done, as told
 */
export async function setUp({ development = false, build: withBuild = true, tell = console.log } = {}) {
  const all = steps({ development }).slice(0, withBuild ? 3 : 2);
  if (all.every((step) => step.isDone())) return [];
  return withLock(at('.set-up.lock'), tell, async () => {
    const done = [];
    for (const step of all) {
      if (step.isDone()) continue;
      const began = Date.now();
      tell(`${step.says} ...`);
      await step.run(tell);
      tell(`  done in ${Math.round((Date.now() - began) / 1000)} s`);
      done.push(step.says);
    }
    return done;
  });
}
