import Table from 'cli-table3';
import { createLogUpdate } from 'log-update';

/** What one glance tells. */
export interface Glance {
  readonly phase: string;
  readonly ordersSold: number;
  /** Orders by store. */
  readonly soldBy: Readonly<Record<string, number>>;
  readonly ordersInErp: number;
  readonly ordersWaiting: number;
  readonly edited: number;
  readonly canceled: number;
  readonly refunded: number;
  readonly parked: number;
  readonly parcels: number;
  readonly parcelsWaiting: number;
  readonly cells: number;
  readonly cellsRight: number;
  readonly skusSoldOut: number;
  readonly units: { readonly received: number; readonly oversold: number };
  readonly faults: Readonly<Record<string, number>>;
  /** What else is still to come, in words. */
  readonly open: readonly string[];
}

export interface Progress {
  show(glance: Glance): void;
  /** A line that stays. */
  say(line: string): void;
  end(): void;
}

const PLAIN_EVERY_MS = 5_000;

/** A table that lives on a terminal; a plain line now and then anywhere else. */
export function createProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  if (!stream.isTTY) return createPlainProgress(stream, now);
  const live = createLogUpdate(stream);
  let last = '';
  return {
    show(glance) {
      last = renderGlance(glance);
      live(last);
    },
    say(line) {
      live.clear();
      stream.write(`${line}\n`);
      if (last !== '') live(last);
    },
    end() {
      live.done();
    },
  };
}

function createPlainProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  let saidAt = -Infinity;
  return {
    show(glance) {
      if (now() - saidAt < PLAIN_EVERY_MS) return;
      saidAt = now();
      stream.write(`${renderLine(glance)}\n`);
    },
    say(line) {
      stream.write(`${line}\n`);
    },
    end() {},
  };
}

function renderLine(glance: Glance): string {
  const faults = sumOf(glance.faults);
  return (
    `${glance.phase}: ${glance.ordersSold} sold, ${glance.ordersInErp} in the ERP, ${glance.ordersWaiting} waiting; ` +
    `${glance.cellsRight} of ${glance.cells} levels right; ${glance.parcels} parcels, ${glance.parcelsWaiting} untold; ` +
    `${glance.skusSoldOut} SKUs sold out; ${faults} faults` +
    (glance.open.length === 0 ? '' : `; still to come: ${glance.open.join(', ')}`)
  );
}

function renderGlance(glance: Glance): string {
  const table = new Table({
    colWidths: [10, 66],
    wordWrap: true,
    style: { head: [], border: ['gray'], compact: true },
  });
  table.push(
    ['', glance.phase],
    [
      'orders',
      `${bar(glance.ordersInErp, glance.ordersInErp + glance.ordersWaiting)} ${glance.ordersSold} sold, ${glance.ordersInErp} in ERP, ${glance.ordersWaiting} waiting`,
    ],
    ['', namesAndCounts(glance.soldBy)],
    [
      '',
      `${glance.edited} edited, ${glance.canceled} canceled, ${glance.refunded} refunded, ${glance.parked} bad ones parked`,
    ],
    ['stock', `${bar(glance.cellsRight, glance.cells)} ${glance.cellsRight} of ${glance.cells} levels right`],
    [
      '',
      `${glance.skusSoldOut} SKUs sold out, ${glance.units.received} receipts, ${glance.units.oversold} units oversold`,
    ],
    [
      'parcels',
      `${bar(glance.parcels - glance.parcelsWaiting, glance.parcels)} ${glance.parcels} left the warehouse, ${glance.parcelsWaiting} not yet told`,
    ],
    ['faults', namesAndCounts(glance.faults) || 'none so far'],
    ['to come', glance.open.join(', ') || 'nothing else'],
  );
  return table.toString();
}

const BAR_CHARS = 12;

function bar(part: number, whole: number): string {
  const filled = whole === 0 ? BAR_CHARS : Math.floor((Math.max(0, part) / whole) * BAR_CHARS);
  return '█'.repeat(filled) + '░'.repeat(BAR_CHARS - filled);
}

function namesAndCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
