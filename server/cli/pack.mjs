/**
 * Packs what browsers load once, when it is built, instead of at each request: a page with an editor asks for 27 files, and packing them
 * kept a core busy for a third of a second while everybody's changes waited.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const gzip = promisify(zlib.gzip);
const brotli = promisify(zlib.brotliCompress);
/** Fonts and pictures are packed already. */
const PACKABLE = /\.(js|css|svg|json)$/;

/** Puts `FILE.gz` and `FILE.br` beside each file of the folder that they make smaller. */
export async function packAssets(folder) {
  const names = (await readdir(folder)).filter((name) => PACKABLE.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const whole = await readFile(file);
      const [gz, br] = await Promise.all([
        gzip(whole, { level: 9 }),
        brotli(whole, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }),
      ]);
      if (gz.length < whole.length) await writeFile(`${file}.gz`, gz);
      if (br.length < whole.length) await writeFile(`${file}.br`, br);
    }),
  );
}
