import { ensureProgram, MissingProgramError } from '#machine/install-package.ts';
import { POSTGRES_INITDB, REDIS_SERVER } from '#machine/server-programs.ts';

// The tests use a real Redis and a real PostgreSQL. A machine without them fails here, once and with the remedy,
// instead of skipping what they prove.
try {
  for (const program of [REDIS_SERVER, POSTGRES_INITDB]) {
    console.error(`  ${await ensureProgram(program, { say: (line) => console.error(line) })}`);
  }
} catch (error) {
  if (!(error instanceof MissingProgramError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
