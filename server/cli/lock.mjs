/** One process at a time, across processes: a file that names its holder, touched while held so that a dead holder's lock ends. */
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;
const TOUCH_EVERY_MS = 2000;
/** Generating the Prisma clients blocks its process for some seconds; far more than that means that nobody is there. */
const DEAD_AFTER_MS = 120_000;

/** Locks that this process holds itself. */
const own = new Set();

function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    own.add(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // somebody else's process
  }
}

/** A container that is started again often gives its process the number that the dead one had. */
function isHeldBy(pid, file) {
  return pid === process.pid ? own.has(file) : isAlive(pid);
}

/** The holder's words, and whether it is dead. Null when the lock was given back meanwhile. */
function look(file) {
  try {
    const holder = readFileSync(file, 'utf8');
    const age = Date.now() - statSync(file).mtimeMs;
    // An empty file is one that its holder is just writing.
    return { holder, dead: age > DEAD_AFTER_MS || (holder !== '' && !isHeldBy(Number(holder), file)) };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a dead holder's lock away. Renaming is atomic; should it catch a newer holder's lock, that one is put back. */
function putAway(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === holder) rmSync(aside);
  else renameSync(aside, file);
}

/**
 * Runs `work` while holding the lock; waits for another holder first.
 * @param {string} file lock file; its folder exists
 * @param {(line: string) => void} tell told once when it has to wait
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, tell, work) {
  let told = false;
  while (!take(file)) {
    const found = look(file);
    if (found?.dead) putAway(file, found.holder);
    else if (!told) {
      tell('Another command is preparing this folder; waiting for it ...');
      told = true;
    }
    await wait(LOOK_EVERY_MS);
  }
  const touch = () => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody removed it by hand: the work goes on, it is only not protected any more.
    }
  };
  const touching = setInterval(touch, TOUCH_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    own.delete(file);
    rmSync(file, { force: true });
  }
}
