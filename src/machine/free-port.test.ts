import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { findFreePort } from './free-port.ts';

const GIVEN_BY_THE_SYSTEM = '/proc/sys/net/ipv4/ip_local_port_range';

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

test('each who asks gets a port that can be listened on, and that the system gives to nobody', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => findFreePort()));
  const servers = await Promise.all([...new Set(ports)].map(listen));
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  const range = existsSync(GIVEN_BY_THE_SYSTEM) ? readFileSync(GIVEN_BY_THE_SYSTEM, 'utf8') : '32768 60999';
  expect(Math.max(...ports)).toBeLessThan(Number.parseInt(range, 10));
});
