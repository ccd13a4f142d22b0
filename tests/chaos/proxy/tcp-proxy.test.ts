import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenOnLoopback } from './listen.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let proxy: TcpProxy;
let heard: string;
let end: () => Promise<void>;
const clients: Socket[] = [];

beforeEach(async () => {
  heard = '';
  const served = new Set<Socket>();
  const server = createServer((socket) => {
    served.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      heard += String(chunk);
      socket.write(`echo ${String(chunk)}`);
    });
  });
  proxy = await startTcpProxy(await listenOnLoopback(server));
  end = async () => {
    for (const client of clients.splice(0)) client.destroy();
    await proxy.close();
    for (const socket of served) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => end());

/** A client that remembers what it was told. */
function open(): { readonly socket: Socket; readonly told: () => string; readonly closed: Promise<unknown> } {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  let text = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  return { socket, told: () => text, closed: once(socket, 'close') };
}

const eventually = (ask: () => unknown) => expect.poll(ask, { timeout: 2_000 });

test('bytes pass both ways and are counted', async () => {
  const client = open();
  client.socket.write('hello');
  await eventually(client.told).toBe('echo hello');
  expect(proxy.counters).toMatchObject({ connections: 1, bytesUp: 5, bytesDown: 10, swallowed: 0 });
});

test('a hole swallows one direction, and a connection that lost bytes does not survive the healing', async () => {
  const client = open();
  client.socket.write('a');
  await eventually(client.told).toBe('echo a');
  proxy.hole('down');
  client.socket.write('b');
  await eventually(() => heard).toBe('ab');
  await sleep(50);
  expect(client.told()).toBe('echo a');
  expect(proxy.counters.swallowed).toBe(6);
  proxy.heal();
  await client.closed;
  proxy.hole('up');
  const second = open();
  second.socket.write('c');
  await eventually(() => proxy.counters.swallowed).toBe(7);
  expect(heard).toBe('ab');
});

test('an answer that says a certain thing is swallowed, after what it answers has happened', async () => {
  proxy.cutAnswers(Buffer.from('echo commit'), 1);
  const client = open();
  client.socket.write('commit');
  await client.closed;
  expect([heard, client.told(), proxy.counters.answersCut]).toEqual(['commit', '', 1]);
  const second = open();
  second.socket.write('commit');
  await eventually(second.told).toBe('echo commit');
});

test('a wire that is down cuts what is open and refuses what comes, until it is healed', async () => {
  const client = open();
  client.socket.write('a');
  await eventually(client.told).toBe('echo a');
  proxy.down();
  await client.closed;
  await open().closed;
  expect(proxy.counters).toMatchObject({ cut: 1, refused: 1 });
  proxy.heal();
  const third = open();
  third.socket.write('b');
  await eventually(third.told).toBe('echo b');
});
