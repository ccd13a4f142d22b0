import { customers, hitting } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Refunds on their way into the ERP. */
export const refundBugs: readonly PlantedBug[] = [
  {
    id: 'refund-replayed',
    title:
      'A credit note is written without a name that would be found again, and sent again without looking.',
    rule: 'I4',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(4, 'buy', [0, 300]), customers(8, 'sorry', [1_500, 5_000])],
      ...hitting('call-cut-after', 0.7, 'account\\.move\\.load'),
      lengthMs: 8_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'connectors/odoo/refund-target.ts',
        from: "const before = await findCreditNote(client, [['ref', '=', refund.reference]]);",
        to: 'const before = null as CreditNote | null;',
      },
      {
        file: 'connectors/odoo/write-credit-note.ts',
        from: '    ...idCell(client, refund),\n    move_type',
        to: '    move_type',
      },
      {
        file: 'connectors/odoo/write-credit-note.ts',
        from: "    'invoice_line_ids/id': `${client.settings.module}.${lineIdOf(line)}`,\n",
        to: '',
      },
    ],
  },
  {
    id: 'refunds-of-removed-units-credited',
    title: 'A refund is credited whole, although the booking has already lost the units that never shipped.',
    rule: 'I6',
    mode: 'liveness',
    budget: 200,
    edits: [
      {
        file: 'src/domain/refund-balance.ts',
        from: "return { total: subtractMoney(givenBy(refund, 'shop'), gone), tax: kept.tax };",
        to: 'return { total: gone.minor < 0 ? gone : refund.total.shop, tax: kept.tax };',
      },
    ],
  },
];
