import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import { measureBackfill } from './backfill/measure-backfill.ts';
import { type ConvergenceFigures, measureConvergence } from './convergence/measure-convergence.ts';
import { roundTo } from './figures.ts';
import { measureReceipt, type ReceiptFigures } from './receipt/measure-receipt.ts';

const ROUNDS = 3;
const HISTORY = { customers: 50_000, orders: 200_000 };
const AIMS = { receipt: 0.7, convergence: 0.6 } as const;

interface Options {
  readonly only?: 'receipt' | 'convergence' | 'backfill';
  readonly seconds: number;
  readonly orders: number;
  readonly history: { readonly customers: number; readonly orders: number };
  readonly json: boolean;
}

await new Command('bench')
  .description('measures Syncline against the least code that does the same work, in turns, on this machine')
  .addOption(
    new Option('--only <part>', 'measure one part; backfill, which is long, only so').choices([
      'receipt',
      'convergence',
      'backfill',
    ]),
  )
  .option('--seconds <number>', 'length of one receipt measurement', toCount, 8)
  .option('--orders <number>', 'orders in one convergence measurement', toCount, 400)
  .option('--history <customers/orders>', 'what there is to be told in a backfill', toHistory, HISTORY)
  .option('--json', 'the last line is one JSON object; what was not measured is null', false)
  .action(run)
  .parseAsync();

async function run({ only, seconds, orders, history, json }: Options): Promise<void> {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  if (only === 'backfill') {
    process.stdout.write(`${JSON.stringify(await measureBackfill({ ...history, say }))}\n`);
    return;
  }
  const receipt = only === 'convergence' ? null : await measureReceipt({ rounds: ROUNDS, seconds, say });
  const convergence = only === 'receipt' ? null : await measureConvergence({ rounds: ROUNDS, orders, say });
  process.stdout.write(
    `${json ? JSON.stringify(toJson(receipt, convergence)) : toTable(receipt, convergence)}\n`,
  );
}

function toJson(receipt: ReceiptFigures | null, convergence: ConvergenceFigures | null) {
  const peakBytes = convergence?.peakBytes ?? receipt?.peakBytes ?? 0;
  return {
    receipt_per_s: receipt && roundTo(receipt.perSecond, 0),
    receipt_bare_per_s: receipt && roundTo(receipt.barePerSecond, 0),
    receipt_ratio: receipt && roundTo(receipt.perSecond / receipt.barePerSecond, 3),
    receipt_p99_ms: receipt && roundTo(receipt.p99Ms, 1),
    convergence_per_s: convergence && roundTo(convergence.perSecond, 1),
    convergence_bare_per_s: convergence && roundTo(convergence.barePerSecond, 1),
    convergence_ratio: convergence && roundTo(convergence.perSecond / convergence.barePerSecond, 3),
    peak_rss_mb: peakBytes === 0 ? null : roundTo(peakBytes / 1_048_576, 0),
  };
}

function toTable(receipt: ReceiptFigures | null, convergence: ConvergenceFigures | null): string {
  const table = new Table({
    head: [`median of ${ROUNDS}`, 'Syncline', 'bare', 'ratio', 'aim'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right'],
  });
  if (receipt !== null) {
    const { perSecond, barePerSecond, p99Ms, bareP99Ms, cpuUs, bareCpuUs } = receipt;
    table.push(
      [
        'webhooks received per second',
        perSecond.toFixed(0),
        barePerSecond.toFixed(0),
        (perSecond / barePerSecond).toFixed(2),
        AIMS.receipt.toFixed(2),
      ],
      ['  99 % answered within, ms', p99Ms.toFixed(1), bareP99Ms.toFixed(1), '', ''],
      ['  CPU time of the server for one, µs', cpuUs.toFixed(0), bareCpuUs.toFixed(0), '', ''],
    );
  }
  if (convergence !== null) {
    const { perSecond, barePerSecond, callsPerOrder, cpuMsPerOrder, bareCpuMsPerOrder } = convergence;
    table.push(
      [
        'orders from the store into the ERP per second',
        perSecond.toFixed(1),
        barePerSecond.toFixed(1),
        (perSecond / barePerSecond).toFixed(2),
        AIMS.convergence.toFixed(2),
      ],
      ['  calls to both vendors per order', callsPerOrder.toFixed(1), callsPerOrder.toFixed(1), '', ''],
      [
        '  CPU time of the process for one, ms',
        cpuMsPerOrder.toFixed(1),
        bareCpuMsPerOrder.toFixed(1),
        '',
        '',
      ],
    );
  }
  const { peak_rss_mb: peakMb } = toJson(receipt, convergence);
  table.push(['most memory held, MB', peakMb === null ? 'unknown' : String(peakMb), '', '', '']);
  return table.toString();
}

function toHistory(text: string): typeof HISTORY {
  const [customers, orders] = text.split('/').map(toCount);
  if (customers === undefined || orders === undefined)
    throw new InvalidArgumentError('expected two numbers, such as 5000/20000.');
  return { customers, orders };
}

function toCount(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number above 0.');
}
