import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyPluginCallback } from 'fastify';
import { BOARD_PREFIX } from './create-server.ts';

type BoardQueues = Parameters<typeof createBullBoard>[0]['queues'];

/** The queues' page over queues that the queue room has made read-only. */
export function createBoardPlugin(queues: BoardQueues): FastifyPluginCallback {
  const adapter = new FastifyAdapter();
  adapter.setBasePath(BOARD_PREFIX);
  createBullBoard({ queues: [...queues], serverAdapter: adapter });
  return adapter.registerPlugin();
}
