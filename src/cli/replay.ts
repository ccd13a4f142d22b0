import { Command } from 'commander';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { changeLedger } from './change-ledger.ts';

export function replayCommand(): Command {
  const event = answeringCommand('event', 'read a stored webhook again; safe at any time')
    .argument('<id>', 'as "syncline explain order" shows it')
    .action(async (id: string, options: CommonOptions) => {
      await changeLedger(options, {
        name: 'replay-event',
        args: { id },
        render: () => `Event ${id} is read again as soon as its turn comes.`,
      });
    });
  return new Command('replay')
    .description('do something again')
    .addCommand(withExamples(event, ['syncline replay event 0199f3a2-7c1e-7000-8000-000000000000']));
}
