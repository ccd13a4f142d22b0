import { randomInt } from 'node:crypto';
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
 * A port of this machine on which nobody listens, for a server that must be found under it again after a restart.
 *
 * @throws {Error} when no free one was found, or this machine lets nobody listen.
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    // By chance, so that those who ask at the same time do not get the same one.
    const port = randomInt(FIRST_PORT, END_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error(
    `no free port was found between ${FIRST_PORT} and ${END_PORT - 1}: end some of what listens there`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (TAKEN.test(error.code ?? '')) resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}
