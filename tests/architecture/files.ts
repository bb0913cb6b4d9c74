/** Reading the house: its files, their code and who imports whom. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Files below `folder` (from the root, with `/`), sorted. */
export function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => pattern.test(file) && statSync(path.join(root, file)).isFile())
    .sort();
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
