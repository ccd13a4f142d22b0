import { booking, customers, hitting, unsure } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** An order is booked once, and what is sent later does not land before what was sent earlier. */
export const bookingBugs: readonly PlantedBug[] = [
  {
    id: 'external-id-per-send',
    title:
      'Each send of a booking has an external id of its own, so nothing but a look-up stands against two.',
    rule: 'I4',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(6, 'buy')],
      ...hitting('call-cut-before', 0.6, booking.ours),
      lengthMs: 5_000,
      stock: plenty,
    },
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
    budget: 60,
    focus: {
      acts: [customers(5, 'buy', [0, 2_000]), customers(16, 'remove', [300, 4_000])],
      ...unsure({ late: 0.7, cut: 0.7 }, booking),
      lengthMs: 5_000,
      stock: plenty,
    },
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
    budget: 60,
    focus: {
      acts: [customers(4, 'buy', [0, 300]), customers(24, 'remove', [1_000, 5_000])],
      ...hitting('call-cut-after', 0.4, booking.ours),
      lengthMs: 5_000,
      stock: plenty,
    },
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
    budget: 60,
    focus: {
      acts: [customers(6, 'buy', [0, 1_000]), customers(24, 'remove', [200, 4_000])],
      ...hitting('call-cut-after', 0.5, booking.ours),
      lengthMs: 5_000,
      stock: plenty,
    },
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
    budget: 60,
    focus: {
      acts: [customers(5, 'buy', [0, 2_000]), customers(8, 'cancel', [200, 3_000])],
      ...unsure({ late: 0.8, cut: 0.8 }, booking),
      lengthMs: 5_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/steps/book-order.ts',
        from: "      effect.state !== 'superseded' &&",
        to: `      effect.state !== 'superseded' &&
      effect.state !== 'unknown' &&`,
      },
    ],
  },
];
