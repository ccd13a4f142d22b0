import { Command } from 'commander';
import { demoCommand } from '#demo/command.ts';
import { backfillCommand } from './backfill.ts';
import { backupCommand } from './backup.ts';
import { brakeCommand } from './brake.ts';
import { checkCommand } from './check.ts';
import { discrepanciesCommand } from './discrepancies.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { parkedCommand } from './parked.ts';
import { connectionCommands } from './connection-commands.ts';
import { holdCommands } from './hold.ts';
import { privacyCommand } from './privacy.ts';
import { replayCommand } from './replay.ts';
import { sandboxCommand } from './sandbox.ts';
import { segmentsCommand } from './segments.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { readVersion } from './version.ts';

/** The whole command line. */
export function createProgram(): Command {
  const program = new Command('syncline')
    .description('Keeps stores, ERP and warehouse in agreement.')
    .version(readVersion(), '-V, --version')
    // "sandbox odoo --version 19" means Odoo's, not ours.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what there is)');
  const commands = [
    initCommand(),
    checkCommand(),
    startCommand(),
    demoCommand(),
    statusCommand(),
    ...connectionCommands(),
    ...holdCommands(),
    explainCommand(),
    parkedCommand(),
    discrepanciesCommand(),
    replayCommand(),
    brakeCommand(),
    segmentsCommand(),
    privacyCommand(),
    backfillCommand(),
    backupCommand(),
    sandboxCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  throwInsteadOfExit(program);
  return program;
}

/** The one place that ends the process is main.ts, so that answers are written whole. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}
