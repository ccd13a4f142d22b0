import { dataFilesIn } from '#config/data-files.ts';
import type { createBoardQueues } from '#queue/board.ts';
import { createBoardPlugin } from '#server/board.ts';
import type { VendorLevel } from '#server/collect-ledger.ts';
import { type ControlServer, startControlServer } from '#server/control-server.ts';
import { createServer } from '#server/create-server.ts';
import { readDiskFreeBytes } from '#server/disk-space.ts';
import { ensureTokenFile } from '#server/token-file.ts';
import type { Parts } from './parts.ts';

/** The part that listens: webhooks, health, metrics and the queues' page outside, commands inside. */
export async function startWeb(
  parts: Parts,
  board: ReturnType<typeof createBoardQueues>,
): Promise<{ close(): Promise<void> }> {
  const { ledger, metrics, clock, log } = parts;
  const { dataDir, databaseUrl, server: address, control, boardToken } = parts.configuration();
  const ownBoardToken = boardToken ?? ensureTokenFile(dataFilesIn(dataDir).boardToken);
  const server = createServer({
    ledger,
    metrics,
    clock,
    log,
    connections: () => parts.accounts().all,
    diskFreeBytes: () => (databaseUrl === null ? readDiskFreeBytes(dataDir) : Promise.resolve(null)),
    levels: () => readLevels(parts),
    board: {
      plugin: createBoardPlugin(board),
      token: () => parts.configuration().boardToken ?? ownBoardToken,
    },
  });
  const commands: ControlServer = await startControlServer({
    dataDir,
    port: control.port,
    log,
    context: () => ({ ledger, clock, connections: parts.accounts().all }),
  });
  const url = await server.listen(address).catch(async (error: unknown) => {
    await commands.close();
    throw error;
  });
  log.info('listening', { url, control: commands.url });
  return {
    close: async () => {
      await server.close();
      await commands.close();
    },
  };
}

async function readLevels({ accounts, buckets, breakers }: Parts): Promise<readonly VendorLevel[]> {
  return Promise.all(
    [...accounts().shapes].map(async ([connection, shape]) => ({
      connection,
      // Redis may be away; then nobody knows the level, and a gauge without a value says so.
      available: await buckets.level(connection, shape).then(
        (level) => level.free,
        () => null,
      ),
      breakerOpen: breakers.of(connection).state !== 'closed',
    })),
  );
}
