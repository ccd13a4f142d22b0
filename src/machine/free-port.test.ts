import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { findFreePort } from './free-port.ts';

const GIVEN_BY_THE_SYSTEM = '/proc/sys/net/ipv4/ip_local_port_range';
/** By chance alone some of twice as many would be the same. */
const MANY = 200;
/** Asks, says what it was given, and lives on until its input ends. */
const ASKING = `
  import { findFreePort } from ${JSON.stringify(new URL('free-port.ts', import.meta.url).href)};
  const ports = [];
  for (let count = 0; count < ${MANY}; count += 1) ports.push(await findFreePort());
  console.log(JSON.stringify(ports));
  process.stdin.resume();
`;

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

test('a port that was given can be listened on, and the system gives it to nobody', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => findFreePort()));
  const servers = await Promise.all(ports.map(listen));
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  const range = existsSync(GIVEN_BY_THE_SYSTEM) ? readFileSync(GIVEN_BY_THE_SYSTEM, 'utf8') : '32768 60999';
  expect(Math.max(...ports)).toBeLessThan(Number.parseInt(range, 10));
});

test('nobody gets a port that another was given, although nobody listens on it', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', ASKING], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let theirs = '';
  while (!theirs.includes('\n')) theirs += String((await once(child.stdout, 'data'))[0]);
  const ports = JSON.parse(theirs) as number[];
  for (let count = 0; count < MANY; count += 1) ports.push(await findFreePort());
  child.stdin.end();
  await ended;
  expect(new Set(ports).size).toBe(2 * MANY);
});
