import { describe, expect, test } from 'vitest';
import { compilerPackages, environmentForNpm } from '../../server/cli/native.mjs';

const nothing = () => false;
const these =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

describe('where better-sqlite3 must be compiled', () => {
  test('the headers beside Node are used, unless somebody has named others', () => {
    const node = { execPath: '/opt/node/bin/node', env: { HOME: '/root' } };
    const beside = these('/opt/node/include/node/node.h');
    expect(environmentForNpm(node, beside)).toEqual({ HOME: '/root', NODE_ENV: '', npm_config_nodedir: '/opt/node' });
    expect(environmentForNpm(node, nothing)).toEqual({ HOME: '/root', NODE_ENV: '' });
    const named = { ...node, env: { npm_config_nodedir: '/else' } };
    expect(environmentForNpm(named, beside)).toEqual({ NODE_ENV: '', npm_config_nodedir: '/else' });
  });

  const failure = {
    said: 'npm error gyp ERR! find Python',
    execPath: '/opt/node/bin/node',
    isRoot: true,
    exists: these('/usr/bin/apt-get'),
  };

  test("Debian's compiler is brought as root, with the headers of Debian's own Node", () => {
    expect(compilerPackages(failure)).toEqual(['python3', 'make', 'g++']);
    expect(compilerPackages({ ...failure, execPath: '/usr/bin/node' })).toEqual(['python3', 'make', 'g++', 'libnode-dev']);
    const exists = these('/usr/bin/apt-get', '/usr/include/node/node.h');
    expect(compilerPackages({ ...failure, execPath: '/usr/bin/node', exists })).toEqual(['python3', 'make', 'g++']);
  });

  test('nothing is installed by others, elsewhere, or for another failure', () => {
    expect(compilerPackages({ ...failure, isRoot: false })).toEqual([]);
    expect(compilerPackages({ ...failure, exists: nothing })).toEqual([]);
    expect(compilerPackages({ ...failure, said: 'npm error code ENOTFOUND' })).toEqual([]);
  });
});
