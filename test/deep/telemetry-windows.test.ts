/** Several windows of different versions, as processes: one owns, the others follow, and a newer one takes over. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'costline-windows-'));
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  /** Resolves when it says that it is this; only what it says from now on counts. */
  becomes(role: string): Promise<number>;
}

function run(ledger: string, port: number, version: string): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'telemetry', 'collecting.ts'), '--ledger', ledger, '--port', String(port), '--version', version], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const roles: string[] = [];
  let look = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    roles.push(...chunk.toString().trim().split('\n'));
    look();
  });
  let seen = 0;
  return {
    child,
    becomes: (role) => new Promise((resolve) => {
      look = () => {
        const found = roles.slice(seen).findIndex((said) => new RegExp(`^${role} \\d+$`).test(said));
        if (found < 0) return;
        const [, port = '0'] = roles[seen + found]?.split(' ') ?? [];
        seen += found + 1;
        resolve(Number(port));
      };
      look();
    }),
  };
}

const ownerOf = async (port: number): Promise<string> => {
  const health: unknown = await (await fetch(`http://127.0.0.1:${port}/healthz`)).json();
  return typeof health === 'object' && health !== null && 'version' in health ? String(health.version) : '';
};

test('an older owner lets a newer version have the port and the ledger, and follows it', async () => {
  const ledger = join(folder, 'ledger.db');
  const older = run(ledger, 0, '1.2.3');
  const port = await older.becomes('owner');
  const same = run(ledger, port, '1.2.3');
  await same.becomes('follower');
  assert.equal(await ownerOf(port), '1.2.3');
  same.child.kill('SIGKILL');
  const newer = run(ledger, port, '1.10.0');
  assert.equal(await newer.becomes('owner'), port);
  assert.equal(await ownerOf(port), '1.10.0');
  assert.equal(older.child.exitCode, null);
  // Not the other way round, and not for a page or another ledger.
  const old = await fetch(`http://127.0.0.1:${port}/yield/1.9.0`, { method: 'POST' });
  assert.deepEqual(await old.json(), { yielded: false });
  assert.equal((await fetch(`http://127.0.0.1:${port}/yield/9.0.0`, { method: 'POST', headers: { origin: 'http://localhost:3000' } })).status, 403);
  assert.equal(await ownerOf(port), '1.10.0');
});
