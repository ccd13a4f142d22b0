import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { NotSentError } from '#sdk/errors.ts';
import { systemClock } from '#tests/support/system-time.ts';
import { createSender } from './send-request.ts';

test('a process that stood still before the socket opened does not send what it had in mind (W6)', async () => {
  let seen = 0;
  const server = createServer((_request, response) => {
    seen += 1;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let stoodMs = 0;
  const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + stoodMs };
  const sender = createSender({ clock });
  const request = { method: 'GET', url, operation: 'test', sendBy: clock.monotonicMs() + 30_000 } as const;
  expect((await sender.send(request)).status).toBe(200);
  stoodMs = 60_000;
  await expect(sender.send(request)).rejects.toThrow(NotSentError);
  expect(seen).toBe(1);
  await sender.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
