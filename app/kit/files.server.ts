/**
 * Files by what is in them: the name of a file is the SHA-256 of its bytes, so the same picture is kept once and never changes.
 * Who may read a file is not asked here: a hash alone opens nothing, the feature that hands it out asks first.
 */
import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { services } from './services.server';

export interface FileStore {
  /** Keeps the bytes; resolves to their hash (hex) once they are on disk. Keeping them again only says that somebody wants them now. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or null when there are none. */
  get(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
  exists(hash: string): Promise<boolean>;
  /**
   * Takes the bytes away, unless somebody has kept them after `since`: whoever did may not have written down yet what they belong to.
   * @returns false where they had to stay for that
   */
  erase(hash: string, since: Date): Promise<boolean>;
}

/** The name of a file with these bytes. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const HASH = /^[0-9a-f]{64}$/;

/** Files in a folder, spread over 256 of them: `ab/ab12…`. A file appears under its name only when all of it is on disk. */
export function diskFiles(folder: string): FileStore {
  const at = (hash: string) => (HASH.test(hash) ? path.join(folder, hash.slice(0, 2), hash) : null);
  const exists = async (file: string) =>
    access(file).then(
      () => true,
      () => false,
    );
  return {
    async put(bytes) {
      const hash = hashOf(bytes);
      const file = at(hash) as string;
      if (await touch(file)) return hash;
      await mkdir(path.dirname(file), { recursive: true });
      const temporary = `${file}.${randomBytes(6).toString('hex')}.part`;
      try {
        await writeDurably(temporary, bytes);
        await rename(temporary, file);
        await syncFolder(path.dirname(file));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return hash;
    },
    async get(hash) {
      const file = at(hash);
      if (!file) return null;
      try {
        return new Uint8Array(await readFile(file));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async exists(hash) {
      const file = at(hash);
      return file !== null && exists(file);
    },
    async erase(hash, since) {
      const file = at(hash);
      const kept = file && (await changedAt(file));
      if (!file || (kept && kept > since)) return !file;
      // Under another name it is nobody's: who keeps the bytes from now on writes them anew, and who did a moment ago has left their mark.
      const aside = `${file}.gone`;
      if (kept) await rename(file, aside);
      // Also of an attempt that was interrupted.
      const left = await changedAt(aside);
      if (!left) return true;
      const isWanted = left > since;
      if (isWanted && !(await exists(file))) await rename(aside, file);
      else await rm(aside, { force: true });
      await syncFolder(path.dirname(file));
      return !isWanted;
    },
  };
}

/** Marks a file as kept now; false where it is not there. */
async function touch(file: string): Promise<boolean> {
  const now = new Date();
  return utimes(file, now, now).then(() => true, absent(false));
}

const changedAt = (file: string): Promise<Date | null> => stat(file).then(({ mtime }) => mtime, absent(null));

/** What follows from a file that is not there; anything else is a failure. */
function absent<T>(answer: T) {
  return (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return answer;
    throw error;
  };
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o640);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name itself must survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The files of this installation, in `FILES_DIR`. */
export function files(): FileStore {
  return diskFiles(services().settings.filesDir);
}
