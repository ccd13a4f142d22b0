import { Command } from 'commander';
import { toSyncSettings } from '#config/to-sync-settings.ts';
import { explainOrder } from '#operations/explain-order.ts';
import { explainSku } from '#operations/explain-sku.ts';
import { CliError } from './cli-error.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import { accountsForCommand, loadForCommand } from './load-for-command.ts';
import { print } from './output.ts';
import { readLedger } from './reach-ledger.ts';
import { renderOrders } from './render-order.ts';
import { renderSku } from './render-sku.ts';
import { systemClock } from './system-clock.ts';

/** Answers "why is this so". */
export function explainCommand(): Command {
  const order = answeringCommand(
    'order',
    'the causal chain of an order: what hinted at it, what was decided, sent and answered',
  )
    .argument('<id>', 'its name (#1001, with or without the sign) or its id in the store')
    .action(async (id: string, options: CommonOptions) => {
      const { configuration } = await loadForCommand(options);
      const settings = toSyncSettings(configuration, await accountsForCommand(configuration));
      const explanations = await readLedger(configuration, (ledger) => explainOrder(ledger, id, settings));
      if (explanations.length === 0) {
        throw new CliError(`no order "${id}" is known`, {
          exitCode: exitCodes.notFound,
          advice: 'pull the store ("syncline pull <connection>"), then ask again',
        });
      }
      print(explanations, options.json, renderOrders);
    });
  const sku = answeringCommand('sku', 'the terms that add up to the number that each store shows')
    .argument('<sku>')
    .action(async (wanted: string, options: CommonOptions) => {
      const { configuration } = await loadForCommand(options);
      const accounts = await accountsForCommand(configuration);
      const explanation = await readLedger(configuration, (ledger) =>
        explainSku(ledger, wanted, {
          settings: toSyncSettings(configuration, accounts),
          connections: accounts,
          now: systemClock.now(),
        }),
      );
      if (explanation.cells.length === 0 && Object.keys(explanation.listings).length === 0) {
        throw new CliError(`no system has the SKU "${wanted}"`, {
          exitCode: exitCodes.notFound,
          advice: 'SKUs are compared byte for byte; see "syncline check" for those that are unmapped',
        });
      }
      print(explanation, options.json, renderSku);
    });
  return new Command('explain')
    .description('why an order or a number is as it is')
    .addCommand(
      withExamples(order, ['syncline explain order 1001', 'syncline explain order 5551234567890 --json']),
    )
    .addCommand(withExamples(sku, ['syncline explain sku TSHIRT-RED-M']));
}
