import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { changeLedger } from './change-ledger.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';

/** `hold` and `release`: each about one order. */
export function holdCommands(): readonly Command[] {
  const hold = answeringCommand(
    'hold',
    'keep an order back from the warehouses; what was asked for is withdrawn',
  )
    .argument('<order>', 'as the store calls it, or <store>:<id>')
    .requiredOption('-r, --reason <text>', 'why, for those who look later')
    .option('--by <name>', 'who holds it', userInfo().username)
    .action(
      async (order: string, options: CommonOptions & { readonly by: string; readonly reason: string }) => {
        await changeLedger(options, {
          name: 'hold-order',
          args: { order, by: options.by, reason: options.reason },
          render: () => `${order} is held. "syncline release ${order}" ends that.`,
        });
      },
    );
  const release = answeringCommand(
    'release',
    'end the hold of an operator; units that a warehouse canceled by itself are asked for again',
  )
    .argument('<order>', 'as the store calls it, or <store>:<id>')
    .option('--by <name>', 'who releases it', userInfo().username)
    .action(async (order: string, options: CommonOptions & { readonly by: string }) => {
      await changeLedger(options, {
        name: 'release-order',
        args: { order, by: options.by },
        render: () => `${order} is released.`,
      });
    });
  return [
    withExamples(hold, ['syncline hold "#1001" --reason "the customer called"']),
    withExamples(release, ['syncline release "#1001"', 'syncline release store-us:5123']),
  ];
}
