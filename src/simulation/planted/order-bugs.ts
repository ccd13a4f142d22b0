import { customers, hitting, warehouse } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What of an order is carried into the ERP, and which of its versions counts. */
export const orderBugs: readonly PlantedBug[] = [
  {
    id: 'tracking-left-out',
    title: 'The store is told of a shipment without its tracking number.',
    rule: 'I21',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'connectors/shopify/fulfillment-target.ts',
        from: '        ...trackingOf(shipment),\n',
        to: '',
      },
    ],
  },
  {
    id: 'shipping-left-out',
    title: 'An order is booked without what its shipping costs.',
    rule: 'I6',
    mode: 'liveness',
    budget: 200,
    edits: [
      { file: 'src/reconcile/order-document.ts', from: 'shipping: order.shipping,', to: 'shipping: [],' },
    ],
  },
  {
    id: 'cancellation-not-carried-over',
    title: 'An order that was canceled after it was booked stays booked.',
    rule: 'I21',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/reconcile/plan-order.ts',
        from: '  if (order.canceledAt !== null) {',
        to: '  if (order.canceledAt !== null && document === null) {',
      },
    ],
  },
  {
    id: 'older-version-wins',
    title: 'An order that was read earlier and answered later overwrites the newer version.',
    rule: 'I5',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [
        customers(6, 'buy', [0, 3_000]),
        customers(30, 'remove', [1_000, 90_000]),
        customers(30, 'touch', [1_000, 90_000]),
      ],
      instances: 2,
      ...hitting('paused', 0.04, 'orders\\.fetch answered'),
      lengthMs: 100_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/orders.ts',
        from: "if (stored !== undefined && isOlder(order, read, stored)) return { outcome: 'older', previous };",
        to: '',
      },
    ],
  },
  {
    id: 'canceled-order-comes-back',
    title:
      'Of two readings with one version the last to arrive wins, also when it takes a cancellation back.',
    rule: 'I5',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(8, 'buy', [0, 3_000]), customers(12, 'cancel', [0, 3_500])],
      instances: 2,
      ...hitting('paused', 0.05, 'orders\\.fetch answered'),
      lengthMs: 90_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/orders.ts',
        from: 'return isEarlierReading(order, read, stored);',
        to: 'return false;',
      },
    ],
  },
  {
    id: 'canceled-though-it-left',
    title: 'An order is canceled in the ERP although goods of it have left.',
    rule: 'I5',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [
        customers(3, 'buy', [0, 300]),
        warehouse(4, 'ship', [3_000, 5_000]),
        customers(4, 'cancel', [3_000, 5_000]),
      ],
      lengthMs: 5_000,
      isCareful: false,
    },
    edits: [
      {
        file: 'connectors/odoo/cancel-order.ts',
        from: 'if (before.lines.some(({ delivered }) => delivered > 0))',
        to: 'if (before.lines.length > 0 && before.lines.every(({ delivered }) => delivered < 0))',
      },
    ],
  },
  {
    id: 'rounding-left-open',
    title: 'A total that differs only by the rounding of taxes is left as it is.',
    rule: 'I6',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'connectors/odoo/balance.ts',
        from: 'if (missing.minor === 0) return row;',
        to: 'if (Math.abs(missing.minor) <= allowed) return row;',
      },
    ],
  },
];
