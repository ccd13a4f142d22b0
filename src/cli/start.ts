import { type Command, Option } from 'commander';
import type { App } from '#app/app.ts';
import { findRoleProblems } from '#config/cross-checks.ts';
import { ConfigurationError } from '#config/problem.ts';
import { type Role, roles } from '#config/roles.ts';
import { configuredCommand, withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import { loadForCommand } from './load-for-command.ts';
import { remark } from './output.ts';

interface Options {
  readonly config?: string;
  readonly only?: Role;
}

export function startCommand(): Command {
  const command = configuredCommand(
    'start',
    'run Syncline until SIGTERM or SIGINT; SIGHUP reads the secrets again',
  )
    .addOption(
      new Option('--only <part>', 'run one part in this process (needs REDIS_URL and a PostgreSQL)').choices(
        roles,
      ),
    )
    .action(async (options: Options) => {
      const loaded = await loadForCommand(options);
      const problems = options.only === undefined ? [] : findRoleProblems(loaded.configuration);
      if (problems.length > 0) throw new ConfigurationError(loaded.file, problems);
      // The engine is loaded only by the command that runs it, so that all others answer at once.
      const [{ createApp }, { createSystemEdges }] = await Promise.all([
        import('#app/app.ts'),
        import('#engine/system-edges.ts'),
      ]);
      const app = createApp({
        loaded,
        roles: options.only === undefined ? roles : [options.only],
        edges: createSystemEdges(loaded.configuration.log.level),
      });
      await runUntilStopped(app);
    });
  return withExamples(command, [
    'syncline start',
    'syncline start --only worker --config /etc/syncline/syncline.config.ts',
  ]);
}

/** The first signal drains, a second one does not wait: what was under way is found and repeated at the next start. */
async function runUntilStopped(app: App): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) {
      remark('syncline: stopping at once');
      process.exit(exitCodes.failed);
    }
    isStopping = true;
    app.stop().then(stopped.resolve, stopped.reject);
  };
  const reload = (): void => {
    app.reload().catch((error: unknown) => {
      // The engine goes on with what it had.
      remark(`syncline: nothing was reloaded: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', reload);
  try {
    await app.start();
    await stopped.promise;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    process.off('SIGHUP', reload);
  }
}
