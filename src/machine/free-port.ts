import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give away by themselves (Linux from 32768 on, macOS and Windows from 49152): between the
 * question and the use neither an outgoing connection nor a server that takes any port can come by one of these.
 */
const FIRST_PORT = 20_000;
const END_PORT = 30_000;
const TRIES_MAX = 100;
/** Somebody listens there, or the system keeps it for itself. */
const TAKEN = /^(?:EADDRINUSE|EACCES)$/;

/**
 * A port of this machine on which nobody listens, for a server that must be found under it again after a restart. Nobody
 * else who asks here gets it while this process lives, also when nobody listens on it yet, or for a moment.
 *
 * @throws {Error} when no free one was found, or this machine lets nobody listen.
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = randomInt(FIRST_PORT, END_PORT);
    const giveBack = await reserve(port);
    if (giveBack === null) continue;
    if (await isFree(port)) return port;
    giveBack();
  }
  throw new Error(
    `no free port was found between ${FIRST_PORT} and ${END_PORT - 1}: end some of what listens there`,
  );
}

/**
 * Holds the UDP port of the same number, which no server of ours uses: a lock between processes that ends with its holder.
 *
 * @returns what gives it back, or null when somebody else holds it.
 */
async function reserve(port: number): Promise<(() => void) | null> {
  const lock = createSocket('udp4');
  if (await isBound(lock, () => lock.bind(port, '127.0.0.1'))) {
    lock.unref();
    return () => lock.close();
  }
  lock.close();
  return null;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isOurs = await isBound(server, () => server.listen(port, '127.0.0.1'));
  if (isOurs) await new Promise((resolve) => server.close(resolve));
  return isOurs;
}

/** Whether it could be bound; false when the port is taken. */
function isBound(socket: Pick<NodeJS.EventEmitter, 'once'>, bind: () => unknown): Promise<boolean> {
  return new Promise((resolve, reject) => {
    socket.once('listening', () => resolve(true));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (TAKEN.test(error.code ?? '')) resolve(false);
      else reject(error);
    });
    bind();
  });
}
