import { customers, depot } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Several places, a warehouse that is asked, and what is made of other things. */
export const fulfillmentBugs: readonly PlantedBug[] = [
  {
    id: 'reservation-counted-twice',
    title:
      'An order that was booked reserves its units once for the channel and once more for who ships them.',
    rule: 'S2',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/ledger/repositories/line-closing.ts',
        from: 'const owed = Math.max(line.quantity, line.booked ?? 0);',
        to: 'const owed = line.quantity + (line.booked ?? 0);',
      },
    ],
  },
  {
    id: 'bundle-part-forgotten',
    title: 'An order of a bundle takes units of its first part only.',
    rule: 'I8',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'src/domain/bundle.ts',
        from: 'for (const [part, units] of plainPartsOf(name, bundles))',
        to: 'for (const [part, units] of [...plainPartsOf(name, bundles)].slice(0, 1))',
      },
    ],
  },
  {
    id: 'part-not-asked-for',
    title: 'A warehouse is asked for the first part of a bundle only.',
    rule: 'I21',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/lines-to-ask.ts',
        from: 'const parts = [...plainPartsOf(sku, bundles)];',
        to: 'const parts = [...plainPartsOf(sku, bundles)].slice(0, 1);',
      },
    ],
  },
  {
    id: 'bundle-told-with-its-first-part',
    title: 'The store is told of a bundle as soon as one part of it has left.',
    rule: 'I4',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(8, 'buy', [0, 300]), depot(8, 'ship', [3_000, 8_000])],
      lengthMs: 8_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/reconcile/asked-lines.ts',
        from: 'if (first === undefined || units.size < first.of) return 0;',
        to: 'if (first === undefined) return 0;',
      },
    ],
  },
  {
    id: 'partial-shipment-taken-for-whole',
    title: 'A request of which a part has left counts as shipped.',
    rule: 'I21',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'connectors/shipbob/to-request.ts',
        from: `    case 'Fulfilled':
      return 'shipped';`,
        to: `    case 'Fulfilled':
    case 'PartiallyFulfilled':
      return 'shipped';`,
      },
      {
        file: 'connectors/shipbob/to-request.ts',
        from: `    case 'Processing':
    case 'PartiallyFulfilled':
`,
        to: `    case 'Processing':
`,
      },
    ],
  },
  {
    id: 'withdrawn-before-it-is-confirmed',
    title:
      'A request counts as canceled from the moment the warehouse is asked to, also when it ships it all the same.',
    rule: 'S2',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/withdraw-request.ts',
        from: 'beforeSend: (tx) => noteRequest(run, tx, withdrawn()),',
        to: "beforeSend: (tx) => noteRequest(run, tx, { ...withdrawn(), state: 'canceled' }),",
      },
      {
        file: 'jobs/steps/withdraw-request.ts',
        from: 'onRejected: (tx) => noteRequest(run, tx, { ...withdrawn(), withdrawn: request.withdrawn }),',
        to: '',
      },
    ],
  },
  {
    id: 'deactivated-location-shown',
    title: 'What stands at a location that was given up is still for sale.',
    rule: 'I8',
    mode: 'liveness',
    budget: 200,
    edits: [{ file: 'config/to-sync-settings.ts', from: '      active,\n', to: '      active: true,\n' }],
  },
];
