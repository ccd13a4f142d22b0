import type { PlantedBug } from './planted-bug.ts';

/** Orders on their way into the ERP. */
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
    budget: 2_000,
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
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'src/ledger/repositories/orders.ts',
        from: 'return isEarlierReading(order, read, stored);',
        to: 'return false;',
      },
    ],
  },
  {
    id: 'external-id-per-send',
    title:
      'Each send of a booking has an external id of its own, so nothing but a look-up stands against two.',
    rule: 'I4',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'connectors/odoo/order-target.ts',
        from: 'id = await loadOrder(desk.client, header, planned);',
        to: "id = await loadOrder(desk.client, { ...header, id: `${header['id']}_${desk.client.clock.now()}` }, planned);",
      },
      {
        file: 'connectors/odoo/amend-order.ts',
        from: '  await loadOrder(client, await desk.header(order, await desk.partners.of(order)), planned);',
        to: `  const { id: _id, ...header } = await desk.header(order, await desk.partners.of(order));
  await loadOrder(client, { '.id': String(before.id), ...header }, planned);`,
      },
      {
        file: 'connectors/odoo/amend-order.ts',
        from: '{ id: `${client.settings.module}.${orderName(order.reference)}` }',
        to: "{ '.id': String(before.id) }",
      },
      {
        file: 'connectors/odoo/balance.ts',
        from: '{ id: `${client.settings.module}.${orderName(order.reference)}` }',
        to: "{ '.id': String(id) }",
      },
    ],
  },
  {
    id: 'link-before-the-create',
    title: 'The link that says "booked" is written before the order is created.',
    rule: 'I4',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/book-order.ts',
        from: `const [booked] = await target.read([link.theirs]);
  if (booked === undefined) {`,
        to: `const booked = await target.find(link.ours);
  if (booked === null) {`,
      },
      {
        file: 'jobs/steps/book-order.ts',
        from: '    beforeSend: (tx) => mayShip(run, tx, quantities),',
        to: `    beforeSend: async (tx) => {
      await mayShip(run, tx, quantities);
      const { subject } = work;
      const { connection } = context;
      await tx.links.save({ kind: 'order', connection, ours: subject, theirs: subject, label: null });
    },`,
      },
      {
        file: 'jobs/steps/book-order.ts',
        from: `      await tx.links.save({
        kind: 'order',
        connection: context.connection,
        ours: work.subject,
        theirs: booked.id,
        label: booked.number,
      });
`,
        to: '',
      },
    ],
  },
  {
    id: 'create-sent-again-with-news',
    title:
      'A booking of unknown outcome is sent again with what the order says by now, under the same reference.',
    rule: 'S9',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'jobs/export-order.ts',
        from: 'const toBook = (await unfinishedCreate(run)) ?? document;',
        to: 'const toBook = document;',
      },
    ],
  },
  {
    id: 'amendment-over-an-unknown-one',
    title: 'An order is amended while an earlier amendment can still land on top.',
    rule: 'W4',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'jobs/export-order.ts',
        from: `  } else if (await settleOpenAmendments(run)) {
    return;
  }`,
        to: '  }',
      },
    ],
  },
  {
    id: 'amendment-over-a-late-create',
    title: 'An order is amended while the first of two sends of its booking can still land on top.',
    rule: 'W4',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/amend-order.ts',
        from: 'if (await waitsForLateCreate(run)) return null;',
        to: '',
      },
    ],
  },
  {
    id: 'cancel-forgets-an-unknown-create',
    title: 'A canceled order whose booking has an unknown outcome counts as never booked.',
    rule: 'S2',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/book-order.ts',
        from: "      effect.state !== 'superseded' &&",
        to: `      effect.state !== 'superseded' &&
      effect.state !== 'unknown' &&`,
      },
    ],
  },
  {
    id: 'canceled-though-it-left',
    title: 'An order is canceled in the ERP although goods of it have left.',
    rule: 'I5',
    mode: 'safety',
    budget: 2_000,
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
