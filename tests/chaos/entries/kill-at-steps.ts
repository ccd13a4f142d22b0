import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { createApp } from '#app/app.ts';
import { loadForCommand } from '#cli/load-for-command.ts';
import { type Role, roles } from '#config/roles.ts';
import { createSystemEdges } from '#engine/system-edges.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { createStepNamer } from '#app/simulation/named-steps.ts';
import type { Sender } from '#http/send-request.ts';

// Syncline as it ships, over the machine's own edges, with one difference: it kills itself at the first step at which none
// of its predecessors has. Steps are named by what they write to the ledger and by the calls that they make.

const GO_POLL_MS = 10;

await new Command('kill-at-steps')
  .requiredOption('--config <file>', 'of the engine')
  .option('--only <role>', 'run one part')
  .requiredOption('--killed <file>', 'steps at which a process has died, one a line')
  .requiredOption(
    '--go <file>',
    'all is loaded now, and nothing is started before this file is there; it names the steps to die at',
  )
  .action(run)
  .parseAsync();

interface Options {
  readonly config: string;
  readonly only?: Role;
  readonly killed: string;
  readonly go: string;
}

async function run({ config, only, killed, go }: Options): Promise<void> {
  const loaded = await loadForCommand({ config });
  const edges = createSystemEdges(loaded.configuration.log.level);
  while (!existsSync(go)) await sleep(GO_POLL_MS);
  const focus = new RegExp(readFileSync(go, 'utf8'));
  const done = new Set(existsSync(killed) ? readFileSync(killed, 'utf8').split('\n') : []);
  const reach = (step: string): void => {
    const name = only === undefined ? step : `${only}: ${step}`;
    if (done.has(name) || !focus.test(step)) return;
    appendFileSync(killed, `${name}\n`);
    process.kill(process.pid, 'SIGKILL');
    // The signal takes the process before the next turn of the loop, but not before the next statement.
    for (;;);
  };
  const app = createApp({
    loaded,
    roles: only === undefined ? roles : [only],
    edges: {
      ...edges,
      openLedger: async (configuration) => withSteps(await edges.openLedger(configuration), reach),
      openSender: (connection, options) =>
        withCalls(edges.openSender(connection, options), connection, reach),
    },
  });
  const stop = (): void => {
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  await app.start();
  appendFileSync(`${go}-started`, '');
}

/** Each write has two steps: all is written and nothing committed; all is committed and nobody has heard of it. */
function withSteps(ledger: Ledger, reach: (step: string) => void): Ledger {
  const namer = createStepNamer();
  return {
    read: (work) => ledger.read(work),
    async write(work) {
      let name = '';
      const result = await ledger.write(async (tx) => {
        namer.takeName();
        const value = await work(namer.wrap(tx));
        name = namer.takeName();
        if (name !== 'nothing') reach(`${name} before its commit`);
        return value;
      });
      if (name !== 'nothing') reach(`${name} after its commit`);
      return result;
    },
    onWork: (listener) => ledger.onWork(listener),
    backup: (path, onProgress) => ledger.backup(path, onProgress),
    get commitCount() {
      return ledger.commitCount;
    },
    close: () => ledger.close(),
  };
}

/** Each call has two steps as well: before it leaves, and when its answer is there and nobody has looked at it. */
function withCalls(sender: Sender, connection: string, reach: (step: string) => void): Sender {
  return {
    async send(request) {
      reach(`${connection} ${request.operation} leaves`);
      const answer = await sender.send(request);
      reach(`${connection} ${request.operation} answered`);
      return answer;
    },
    close: () => sender.close(),
  };
}
