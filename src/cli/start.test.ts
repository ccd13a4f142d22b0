import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createMerchantFolder, json, runCommand } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';
import { seedLedger } from '#tests/support/seeded-ledger.ts';
import { findFreePort } from '#machine/free-port.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const { folder, remove } = createMerchantFolder();
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
afterAll(remove);

test(
  'a daemon serves, is found by the commands, owns its folder alone, and ends with 0 when asked',
  { timeout: 240_000 },
  async () => {
    const daemon = await startDaemon();
    expect((await fetch(`${daemon.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${daemon.url}/queues/`)).status).toBe(401);
    expect((await fetch(`${daemon.url}/metrics`)).status).toBe(200);
    expect((await fetch(`${daemon.url}/webhooks/store-us`, { method: 'POST', body: '{}' })).status).toBe(401);

    expect(json((await runHere(['status', '--json'], folder)).out)).toMatchObject({
      daemon: daemon.child.pid,
    });
    expect((await runHere(['pause', 'erp'], folder)).code).toBe(0);
    expect((await runHere(['status'], folder)).out).toMatch(/erp is paused/);

    const second = await runCommand(['start'], folder);
    expect(second).toMatchObject({
      code: 1,
      err: expect.stringMatching(/another Syncline process owns the ledger/) as unknown,
    });

    daemon.child.kill('SIGTERM');
    expect(await once(daemon.child, 'exit')).toEqual([0, null]);
    await expect(fetch(`${daemon.url}/livez`)).rejects.toThrow(/fetch failed/);
    expect(json((await runHere(['status', '--json'], folder)).out)).toMatchObject({ daemon: null });
  },
);

test('after SIGKILL the next daemon takes over what was left', { timeout: 240_000 }, async () => {
  const first = await startDaemon();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(json((await runHere(['status', '--json'], folder)).out)).toMatchObject({ daemon: null });
  const second = await startDaemon();
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  second.child.kill('SIGINT');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('whom a restored backup brings back, the next daemon erases again', { timeout: 240_000 }, async () => {
  const dataDir = join(folder, '.syncline');
  await seedLedger(dataDir);
  const run = async (args: readonly string[]) => {
    const result = await runHere(args, folder);
    expect(result.err).toBe('');
    return result;
  };
  await runHere(['backup', 'copy.sqlite'], folder);
  await run(['privacy', 'erase', 'jane@example.com', '--json']);
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `ledger.sqlite${end}`), { force: true });
  cpSync(join(folder, 'copy.sqlite'), join(dataDir, 'ledger.sqlite'));
  expect(json((await run(['privacy', 'list', '--json'])).out)).toEqual([]);
  const daemon = await startDaemon();
  expect(json((await run(['privacy', 'list', '--json'])).out)).toMatchObject([
    { requestedBy: 'restored backup', held: 1 },
  ]);
  daemon.child.kill('SIGTERM');
  expect(await once(daemon.child, 'exit')).toEqual([0, null]);
});

/** Resolves when the daemon says that it listens. */
async function startDaemon(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [main, 'start', '--config', join(folder, 'syncline.config.ts')], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, TOKEN: 'hunter2', SYNCLINE_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  const lines: string[] = [];
  const started = new Promise<void>((resolve, reject) => {
    // The reader stays: a daemon whose log nobody reads would stand still.
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"msg":"started"')) resolve();
    });
    child.once('exit', () => reject(new Error(`the daemon ended: ${lines.join('\n')}`)));
  });
  await started;
  return { child, url: `http://127.0.0.1:${port}` };
}
