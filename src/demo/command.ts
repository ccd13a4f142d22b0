import { Command, InvalidArgumentError, Option } from 'commander';
import { faultLevelNames, type FaultLevelName } from './fault-levels.ts';
import { type DemoOptions, plans } from './options.ts';
import { storeProfiles } from './store-profiles.ts';

const RATE_MAX = 50;
const SECONDS_MAX = 24 * 3_600;

interface Parsed extends Omit<DemoOptions, 'settleSeconds' | 'databaseUrl' | 'faults'> {
  readonly faults: FaultLevelName;
  readonly settle: number;
  readonly database: string;
}

const EXAMPLES = `
Examples:
  npm run demo                                     a minute of trade with a few faults
  npm run demo -- --faults storm                   the same through lost, late and doubled calls, with kills
  npm run demo -- --seconds 300 --rate 20 --seed 7
  npm run demo -- --flash 40 --flash-rate 60       more people for more of what is scarce, all at once
  npm run demo -- --stores 1                       one store alone
  npm run demo -- --catalog products.csv           your own products, as Shopify exports them
  npm run demo -- --baskets baskets.csv            real baskets: one order per line, stock codes between commas
  npm run demo -- --lines invoices.csv             real invoices with prices, customers and cancellations
  npm run demo -- --keep                           leaves everything running, to look around
  npm run demo -- --json | tail -1 | jq            the verdict for a program

It ends with 0 when everything held, else with 1.`;

/** Stores that sell the same goods, an ERP that books and counts, and Syncline between them, on this machine and nowhere else. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('watch two stores and an ERP being kept in agreement, with a verdict from their own books')
    .option('--seconds <n>', 'how long the stores sell', toWhole(1, SECONDS_MAX), 60)
    .option('--rate <n>', 'orders per second, over all stores', toRate, 5)
    .option(
      '--stores <n>',
      'stores that share the shelves, 1 or 2',
      toWhole(1, storeProfiles.length),
      storeProfiles.length,
    )
    .option(
      '--flash <units>',
      'units of a flash sale that both stores are asked for at once; 0: none',
      toWhole(0, 1_000),
      12,
    )
    .option('--flash-rate <n>', 'customers per second who come for it', toWhole(1, 100), 10)
    .option('--seed <n>', 'equal seeds tell the same story', toWhole(0, 2 ** 31), 1)
    .addOption(
      new Option('--faults <level>', 'how the world misbehaves').choices(faultLevelNames).default('some'),
    )
    .option('--settle <seconds>', 'how long to wait until both systems agree', toWhole(0, SECONDS_MAX), 120)
    .addOption(
      new Option('--plan <plan>', "the stores' plan, which sets their rate limit")
        .choices(plans)
        .default('plus'),
    )
    .option('--database <sqlite|postgres://...>', 'where Syncline keeps its ledger', toDatabase, 'sqlite')
    .option('--catalog <file>', 'sell the products of a Shopify product CSV')
    .addOption(new Option('--baskets <file>', 'sell the baskets of a file').conflicts('lines'))
    .option('--lines <file>', 'sell the invoices of a file')
    .option('--keep', 'leave everything running at the end, and print the addresses', false)
    .option('--json', 'print the verdict as one JSON object on the last line of standard output', false)
    .addHelpText('after', EXAMPLES)
    .action(async ({ settle, database, ...options }: Parsed) => {
      const { runDemo } = await import('./run-demo.ts');
      process.exitCode = await runDemo({
        ...options,
        settleSeconds: settle,
        databaseUrl: database === 'sqlite' ? null : database,
      });
    });
}

function toWhole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}.`);
  };
}

function toRate(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && value <= RATE_MAX) return value;
  throw new InvalidArgumentError(`expected orders per second, above 0 and up to ${RATE_MAX}.`);
}

function toDatabase(text: string): string {
  if (text === 'sqlite' || /^postgres(ql)?:\/\/./.test(text)) return text;
  throw new InvalidArgumentError('expected "sqlite" or the address of an empty PostgreSQL database.');
}
