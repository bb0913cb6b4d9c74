/**
 * Files by what is in them: the name of a file is the SHA-256 of its bytes, so the same picture is kept once and never changes.
 * Who may read a file is not asked here: a hash alone opens nothing, the feature that hands it out asks first.
 */
import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { services } from './services.server';

export interface FileStore {
  /** Keeps the bytes; resolves to their hash (hex) once they are on disk. Keeping them again changes nothing. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or null when there are none. */
  get(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
  exists(hash: string): Promise<boolean>;
}

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
      const hash = createHash('sha256').update(bytes).digest('hex');
      const file = at(hash) as string;
      if (await exists(file)) return hash;
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
