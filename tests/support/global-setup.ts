import { createServer, type ServerResponse } from 'node:http';
import type { TestProject } from 'vitest/node';
import { type PrivatePostgres, startPrivatePostgres } from './private-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the URL of the run's PostgreSQL, and starts it when it is asked for the first time. */
    postgresDoor: string;
  }
}

/**
 * One PostgreSQL for the whole run, started when the first test asks: a run of pure tests pays nothing. The tests live
 * in processes of their own, so they ask over a loopback door.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<PrivatePostgres> | undefined;
  const answer = async (response: ServerResponse) => {
    try {
      postgres ??= startPrivatePostgres();
      response.end((await postgres).url);
    } catch (error) {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.message : String(error));
    }
  };
  const door = createServer((_request, response) => void answer(response));
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(0, '127.0.0.1', resolve);
  });
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('The door to PostgreSQL has no port.');
  project.provide('postgresDoor', `http://127.0.0.1:${address.port}/`);
  return async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    // A failed start was reported to the test that asked for it.
    const running = await postgres?.catch(() => undefined);
    await running?.stop();
  };
}
