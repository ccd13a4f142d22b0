import type { Command } from 'commander';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { changeLedger } from './change-ledger.ts';

/** `pull`, `pause` and `resume`: each about one connection. */
export function connectionCommands(): readonly Command[] {
  const pull = answeringCommand('pull', 'read everything that changed in a connection now')
    .argument('<connection>')
    .action(async (connection: string, options: CommonOptions) => {
      await changeLedger(options, {
        name: 'pull',
        args: { connection },
        render: () => `${connection} is read as soon as its turn comes; see "syncline status".`,
      });
    });
  const pause = answeringCommand(
    'pause',
    'stop reading and writing a connection; its webhooks are still received',
  )
    .argument('<connection>')
    .option('-r, --reason <text>', 'why, for those who look later', 'paused by hand')
    .action(async (connection: string, options: CommonOptions & { readonly reason: string }) => {
      await changeLedger(options, {
        name: 'pause',
        args: { connection, reason: options.reason },
        render: () => `${connection} is paused. "syncline resume ${connection}" ends that.`,
      });
    });
  const resume = answeringCommand('resume', 'end a pause, also one that a refused credential made')
    .argument('<connection>')
    .action(async (connection: string, options: CommonOptions) => {
      await changeLedger(options, {
        name: 'resume',
        args: { connection },
        render: () => `${connection} works again.`,
      });
    });
  return [
    withExamples(pull, ['syncline pull store-us']),
    withExamples(pause, ['syncline pause erp --reason "upgrade until 18:00"']),
    withExamples(resume, ['syncline resume erp']),
  ];
}
