import { once } from 'node:events';
import fastify, { type FastifyReply } from 'fastify';
import { type CommandContext, commands } from '#operations/commands.ts';
import { OperationError } from '#operations/operation-error.ts';
import { hideSecret } from '#sdk/secret.ts';
import type { Log } from '#sdk/log.ts';
import { removeControlAddress, writeControlAddress } from './control-address.ts';
import { createToken } from './token-file.ts';
import { createTokenGuard } from './token-guard.ts';

const BODY_BYTES_MAX = 1024 * 1024;

export interface ControlOptions {
  readonly dataDir: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: Log;
  readonly context: () => Omit<CommandContext, 'onProgress'>;
}

/** The door for commands of this machine, while a daemon owns the ledger. */
export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

/** One line of an answer; the last one is `result` or `error`. */
export type ControlLine =
  | { readonly progress: number }
  | { readonly result: unknown }
  | { readonly error: string; readonly advice?: string | undefined };

/**
 * Listens on loopback and writes its address with a fresh token into the data folder: who may read that folder may
 * command. `POST /control/<command>` answers in lines of JSON, so that long work can show how far it is.
 */
export async function startControlServer({
  dataDir,
  port,
  log,
  context,
}: ControlOptions): Promise<ControlServer> {
  const token = createToken();
  const hidden = hideSecret(token);
  const app = fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  app.addHook(
    'onRequest',
    createTokenGuard(() => hidden, 'Syncline control'),
  );
  app.get('/control/ping', () => ({ pid: process.pid }));
  app.post<{ Params: { command: string } }>('/control/:command', async (request, reply) => {
    const { command } = request.params;
    log.info('command', { command });
    await answer(reply, command, { context: context(), args: request.body ?? {}, log });
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  writeControlAddress(dataDir, { url, token, pid: process.pid });
  return {
    url,
    async close() {
      removeControlAddress(dataDir);
      await app.close();
    },
  };
}

interface Request {
  readonly context: Omit<CommandContext, 'onProgress'>;
  readonly args: unknown;
  readonly log: Log;
}

async function answer(reply: FastifyReply, name: string, { context, args, log }: Request): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    await reply.code(404).send({ error: `there is no command ${name}` });
    return;
  }
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const say = (line: ControlLine): void => {
    reply.raw.write(`${JSON.stringify(line)}\n`);
  };
  try {
    const onProgress = (progress: number): void => {
      say({ progress });
    };
    say({ result: (await command.run({ ...context, onProgress }, args)) ?? null });
  } catch (error) {
    if (error instanceof OperationError) say({ error: error.message, advice: error.advice });
    else {
      log.error('command failed', { command: name, error: error instanceof Error ? error.name : 'unknown' });
      say({ error: error instanceof Error ? error.message : 'the command failed' });
    }
  }
  reply.raw.end();
  if (!reply.raw.writableFinished) await once(reply.raw, 'close');
}
