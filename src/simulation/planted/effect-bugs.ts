import {
  booking,
  cups,
  customers,
  depot,
  hitting,
  stockSet,
  together,
  unseenOrders,
  unsure,
  warehouse,
} from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Intent before call, and the unknown outcome. */
export const effectBugs: readonly PlantedBug[] = [
  {
    id: 'quarantine-of-nothing',
    title: 'A write of unknown outcome is taken up again at once, as if nothing of it could still land.',
    rule: 'W4',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 60,
    focus: {
      acts: [customers(5, 'buy', [0, 200]), customers(16, 'remove', [1_000, 5_000])],
      ...hitting('call-cut-after', 0.3, booking.ours),
      lengthMs: 5_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/effects/outcome.ts',
        from: "return idempotency.by === 'unique-reference' ? UNIQUE_REFERENCE_QUARANTINE_MS : idempotency.quarantineMs;",
        to: 'return UNIQUE_REFERENCE_QUARANTINE_MS;',
      },
    ],
  },
  {
    id: 'look-up-before-the-quarantine',
    title:
      'The target is asked at once whether a write took effect, and what lands after the question is sent twice.',
    rule: 'I4',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [
        customers(4, 'buy', [0, 300]),
        warehouse(8, 'ship', [1_500, 5_000]),
        depot(4, 'ship', [1_500, 5_000]),
      ],
      ...unsure({ late: 0.8, cut: 0.8 }, { theirs: 'CreateFulfillment', ours: 'fulfillment\\.create' }),
      lengthMs: 24_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/effects/perform-effect.ts',
        from: 'if (edges.clock.now() < until) {',
        to: 'if (edges.clock.now() < until && request.lookUp === undefined) {',
      },
    ],
  },
  {
    id: 'time-out-taken-for-not-sent',
    title: 'A call without an answer counts as never sent.',
    rule: 'W4',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'src/effects/outcome.ts',
        from: "if (error.kind === 'unknown') return 'unknown';",
        to: "if (error.kind === 'unknown') return wasOpen ? 'unknown' : 'intended';",
      },
    ],
  },
  {
    id: 'fresh-vendor-key-per-send',
    title: 'Each send of one effect carries a new idempotency key.',
    rule: 'W5',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/effects/perform-effect.ts',
        from: 'request.send(vendorKeyOf(before))',
        to: 'request.send(uuidV5(`${key} ${before.sends}`, KEY_NAMESPACE))',
      },
    ],
  },
  {
    id: 'stale-answer-settles-the-unknown',
    title: 'A stale answer to the second send settles an effect whose first send can still land.',
    rule: 'W5',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(80, 'buy')],
      ...together(unsure({ late: 0.5, cut: 0.7 }, stockSet), hitting('latency', 0.8, 'SetInventory')),
      stock: cups(90),
    },
    edits: [
      {
        file: 'src/effects/outcome.ts',
        from: "if (error instanceof StaleError) return wasOpen ? 'unknown' : 'rejected';",
        to: "if (error instanceof StaleError) return 'rejected';",
      },
    ],
  },
  {
    id: 'unknown-write-ends-the-work',
    title: 'A stock write of unknown outcome ends the work as if it were done: nobody reads the cell again.',
    rule: 'W4',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 60,
    focus: {
      acts: [customers(3, 'buy', [0, 300])],
      ...hitting('call-cut-before', 1, stockSet.ours),
      lengthMs: 15_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/steps/write-cells.ts',
        from: `    if (error instanceof UnknownOutcomeError) {
      holdUntilKnown(context, target, batch);
    } else {`,
        to: '    if (!(error instanceof UnknownOutcomeError)) {',
      },
    ],
  },
  {
    id: 'unknown-write-ignored',
    title: 'A stock write of unknown outcome is not thought of when the next one is planned.',
    rule: 'W4',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(60, 'buy', [0, 11_000]), customers(30, 'cancel', [500, 7_000])],
      ...together(unseenOrders(0.4), hitting('call-cut-after', 0.85, stockSet.ours)),
      lengthMs: 12_000,
      stock: cups(60),
    },
    edits: [
      {
        file: 'src/ledger/repositories/cell-facts.ts',
        from: "sql`${effects.state} in ('sending', 'unknown')`,",
        to: "sql`${effects.state} = 'sending'`,",
      },
    ],
  },
  {
    id: 'shipment-sent-without-look-up',
    title: 'A shipment of unknown outcome is told again without looking at what the order already shows.',
    rule: 'I4',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [
        customers(4, 'buy', [0, 300]),
        warehouse(8, 'ship', [1_500, 5_000]),
        depot(4, 'ship', [1_500, 5_000]),
      ],
      ...hitting('call-cut-after', 0.7, 'fulfillment\\.create'),
      lengthMs: 24_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/steps/tell-shipment.ts',
        from: 'send: async () => (await target.find(shipment)) ?? (await target.fulfill(shipment)),',
        to: 'send: () => target.fulfill(shipment),',
      },
      {
        file: 'jobs/steps/tell-shipment.ts',
        from: 'lookUp: () => target.find(shipment),',
        to: 'lookUp: async () => null,',
      },
      {
        file: 'connectors/shopify/fulfillment-target.ts',
        from: 'const missing = missingUnits(publish, fulfillments);',
        to: 'const missing = missingUnits(publish, []);',
      },
    ],
  },
];
