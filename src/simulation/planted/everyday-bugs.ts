import type { PlantedBug } from './planted-bug.ts';

/** Plain mistakes in what is carried from one system to the other. */
export const everydayBugs: readonly PlantedBug[] = [
  {
    id: 'removed-units-still-booked',
    title: 'Units that were taken out of an order stay booked.',
    rule: 'I21',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'connectors/shopify/booked-units.ts',
        from: 'const toBook = Math.min(line.quantity, touched);',
        to: 'const toBook = line.quantity;',
      },
    ],
  },
  {
    id: 'place-left-to-the-erp',
    title: 'The warehouse that the store assigned is not passed on.',
    rule: 'I21',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/reconcile/order-document.ts',
        from: 'locationId: options.locationId,',
        to: 'locationId: null,',
      },
    ],
  },
  {
    id: 'edits-not-carried-over',
    title: 'What changes in an order after it was booked stays as it was.',
    rule: 'I21',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/reconcile/plan-order.ts',
        from: "if (differences.length > 0) return { step: 'amend', differences };",
        to: "if (differences.length > 0 && booked.state === 'draft') return { step: 'amend', differences };",
      },
    ],
  },
  {
    id: 'drafts-stay-drafts',
    title: 'A booked order is never confirmed, so nothing of it is shipped.',
    rule: 'I21',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/reconcile/plan-order.ts',
        from: "return booked.state === 'draft'",
        to: 'return booked.total.minor < 0',
      },
    ],
  },
  {
    id: 'discounted-lines-at-full-price',
    title: 'A line is booked at what it cost before its discounts.',
    rule: 'I6',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/reconcile/order-document.ts',
        from: '    discount: line.discount.shop,\n    total: line.total.shop,',
        to: '    discount: { ...line.discount.shop, minor: 0 },\n    total: { ...line.total.shop, minor: line.total.shop.minor + line.discount.shop.minor },',
      },
    ],
  },
];
