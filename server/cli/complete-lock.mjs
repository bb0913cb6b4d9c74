/**
 * `npm run lock`: names every platform's binary packages in package-lock.json.
 * npm leaves out those that the registry in use cannot show (a mirror that is behind), and `npm ci` then refuses the
 * whole file on every machine. Their exact versions stand in the package that asks for them, their platform in their name.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEMS = new Set(['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']);
const PROCESSORS = new Set(['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']);

/** `@rollup/rollup-linux-arm64-musl` -> linux, arm64, musl */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = words.find((word) => SYSTEMS.has(word));
  const processor = words.find((word) => PROCESSORS.has(word));
  const libc = system !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return processor === undefined ? null : { ...(system && { os: [system] }), cpu: [processor], ...(libc && { libc: [libc] }) };
}

/**
 * The platform packages that a lock file's packages ask for and that it does not list.
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string>, dev?: boolean }> }} lock
 * @returns {{ place: string, entry: object }[]}
 */
export function missingPlatforms(lock) {
  const missing = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name);
      if (!platform || !/^\d+\.\d+\.\d+/.test(version)) continue;
      const found = foldersSeenFrom(place).find((folder) => `${folder}/${name}` in lock.packages);
      if (found && lock.packages[`${found}/${name}`].version === version) continue;
      const folder = place.slice(0, place.lastIndexOf('node_modules') + 'node_modules'.length);
      missing.push({
        place: `${found === folder ? `${place}/node_modules` : folder}/${name}`,
        entry: { version, ...platform, ...(entry.dev && { dev: true }), optional: true },
      });
    }
  }
  return missing;
}

/** Where Node looks for what a package at `place` imports, nearest first. */
function foldersSeenFrom(place) {
  const folders = [`${place}/node_modules`];
  for (let end = place.lastIndexOf('node_modules'); end >= 0; end = end === 0 ? -1 : place.lastIndexOf('node_modules', end - 1))
    folders.push(place.slice(0, end + 'node_modules'.length));
  return folders;
}

/** Adds what is missing to the file, in npm's own order; resolves to the places added. */
export function completeLock(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingPlatforms(lock);
  for (const { place, entry } of missing) lock.packages[place] = entry;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  return missing.map(({ place }) => place);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const added = completeLock(path.resolve(path.dirname(process.argv[1]), '../../package-lock.json'));
  console.log(added.length === 0 ? 'package-lock.json names every platform.' : `Added to package-lock.json:\n${added.join('\n')}`);
}
