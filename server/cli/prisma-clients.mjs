/**
 * Generates both Prisma clients from the one schema: prisma/generated/sqlite and prisma/generated/postgresql.
 * Prisma wants to download its schema engine first, which `generate` never uses: naming any existing file
 * as that engine keeps it from asking the network.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * The schema for another provider.
 * @param {string} schema text of prisma/schema.prisma
 * @param {'sqlite' | 'postgresql'} provider
 */
export function schemaFor(schema, provider) {
  return schema.replace('provider = "sqlite"', `provider = "${provider}"`);
}

/** Writes both clients anew. Throws with Prisma's own words when the schema is wrong. */
export function generateClients() {
  const source = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8');
  const generated = path.join(root, 'prisma/generated');
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated, { recursive: true });
  for (const provider of /** @type {const} */ (['sqlite', 'postgresql'])) {
    const file = path.join(generated, `${provider}.prisma`);
    writeFileSync(file, schemaFor(source, provider).replace('"./generated/sqlite"', `"./${provider}"`));
    const result = spawnSync(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', file], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: file, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    });
    if (result.status !== 0) throw new Error(`Prisma could not generate the ${provider} client:\n${result.stdout}${result.stderr}`);
  }
}
