/**
 * What npm needs where better-sqlite3 must be compiled. Its ready-made form and Node's headers come from hosts that a closed network does
 * not reach; the headers are often on the disk already, beside Node. Plain Node: it runs before `node_modules` exists.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Folder of an installation of Node: /usr for /usr/bin/node. */
const prefixOf = (execPath) => path.resolve(path.dirname(execPath), '..');
const hasHeaders = (execPath, exists) => exists(path.join(prefixOf(execPath), 'include/node/node.h'));

/**
 * The environment for npm: the headers beside Node are used where they are.
 * @param {{ execPath: string, env: Record<string, string | undefined> }} node
 * @param {(file: string) => boolean} [exists]
 */
export function environmentForNpm({ execPath, env }, exists = existsSync) {
  const own = !env.npm_config_nodedir && hasHeaders(execPath, exists) ? { npm_config_nodedir: prefixOf(execPath) } : {};
  return { ...env, NODE_ENV: '', ...own };
}

/**
 * Debian's packages that may help after a failure; none where something else failed, or where they cannot be installed.
 * @param {{ said: string, execPath: string, isRoot: boolean, exists: (file: string) => boolean }} failure
 * @returns {string[]}
 */
export function compilerPackages({ said, execPath, isRoot, exists }) {
  const compiling = /node-gyp|gyp ERR|prebuild-install/.test(said);
  if (!compiling || !isRoot || !exists('/usr/bin/apt-get')) return [];
  // Debian's own Node has its headers in a package of theirs; every other one brings them along or fetches them.
  const headers = prefixOf(execPath) === '/usr' && !hasHeaders(execPath, exists) ? ['libnode-dev'] : [];
  return ['python3', 'make', 'g++', ...headers];
}
