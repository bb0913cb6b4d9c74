/** The SQL between two states of the models. Works without the network: the comparison is Prisma's own, from its WebAssembly build. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { schemaFor } from './prisma-clients.mjs';

export type Provider = 'sqlite' | 'postgresql';
interface Engine {
  diff(params: object): Promise<{ exitCode: number; stdout: string | null }>;
}
interface Glue {
  SchemaEngine: { new: (options: object, callback: () => void, adapter: object) => Promise<Engine> };
}

let loaded: Promise<Glue> | null = null;

/** The package exports no file that Node can load, so its two halves are joined by hand. */
async function loadGlue(): Promise<Glue> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
  const folder = path.resolve('node_modules/@prisma/schema-engine-wasm');
  const glue = await import(/* @vite-ignore */ pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href);
  const module = await WebAssembly.compile(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return glue as Glue;
}

/**
 * @param before text of prisma/schema.prisma as it was; null for an empty database
 * @param postgres address of any PostgreSQL: the engine asks it for its version and nothing else
 */
export async function schemaDifference(provider: Provider, before: string | null, after: string, postgres: string): Promise<string> {
  loaded ??= loadGlue();
  const { SchemaEngine } = await loaded;
  const factory = provider === 'sqlite' ? new PrismaBetterSqlite3({ url: ':memory:' }) : new PrismaPg({ connectionString: postgres });
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  const target = (text: string) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schemaFor(text, provider) }] });
  const result = await engine.diff({
    from: before === null ? { tag: 'empty' } : target(before),
    to: target(after),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.stdout ?? '';
}
