/** A real Koinon for browser tests: the built server in a process of its own, on a free port, with its own data folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../setup/server-process';

export const root = path.resolve(import.meta.dirname, '../..');
export const builtServer = path.join(root, 'build/node/koinon.mjs');

/** The password of every example person in these tests. */
export const EXAMPLE_PASSWORD = 'six cities one council';
const START_WITHIN_MS = 30_000;

export interface KoinonOptions {
  /** Loads the example partnerships; on unless said otherwise. */
  example?: boolean;
  env?: Record<string, string>;
}

export class Koinon {
  private child: ChildProcess | null = null;
  private said = '';
  private readonly listeners = new Set<() => void>();

  private constructor(
    readonly port: number,
    readonly dataDir: string,
    private readonly options: KoinonOptions,
  ) {}

  /** Starts one with an empty data folder and waits until it serves. */
  static async start(options: KoinonOptions = {}): Promise<Koinon> {
    const koinon = new Koinon(await freePort(), mkdtempSync(path.join(tmpdir(), 'koinon-e2e-')), options);
    await koinon.restart();
    return koinon;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything that it printed since it was first started. */
  get output(): string {
    return this.said;
  }

  /** Resolves to the first match of what it has printed or prints; the test's own time limit ends the wait. */
  until(pattern: RegExp): Promise<RegExpMatchArray> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.said.match(pattern);
        if (found) {
          this.listeners.delete(look);
          resolve(found);
        }
      };
      this.listeners.add(look);
      look();
    });
  }

  /** The one-time link that makes the host account. */
  async firstRunLink(): Promise<string> {
    return (await this.until(/https?:\/\/\S+\/set-up\/\S+(?=\s)/))[0];
  }

  /** The addresses of the example persons that it printed. */
  get people(): string[] {
    return [...new Set(this.said.match(/[\w.+-]+@[\w.-]+\.example\b/g))];
  }

  /** Starts the process again on the same port and data folder. */
  async restart(): Promise<void> {
    const { example = true, env } = this.options;
    const before = this.said.length;
    const child = spawn(process.execPath, [builtServer, ...(example ? ['--example'] : [])], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'production',
        LOG_LEVEL: 'warn',
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        EXAMPLE_PASSWORD,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => {
        // One that is late would work on beside the tests that follow.
        child.kill('SIGKILL');
        reject(new Error(`The server did not start: ${why}\n${this.said.slice(before)}`));
      };
      const late = setTimeout(() => fail(`nothing after ${START_WITHIN_MS} ms`), START_WITHIN_MS);
      const hear = (chunk: Buffer) => {
        this.said += chunk;
        for (const look of this.listeners) look();
        if (!this.said.slice(before).includes('Koinon is open at')) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => fail(`it ended with ${code}`));
    });
  }

  /** Stands still (SIGSTOP): its sockets stay open and nothing is answered. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** The power goes out: SIGKILL, nothing is flushed. */
  async kill9(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** An orderly end, and no trace on disk. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    // A process that stands still takes no SIGTERM.
    child.kill('SIGCONT');
    await ended;
  }
}
