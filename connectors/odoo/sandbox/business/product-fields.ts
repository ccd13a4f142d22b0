import type { Field, Version } from '#connectors/odoo/sandbox/orm/model.ts';

/** Fields that belong to the template and show through on its variants. */
export function sharedFields(version: Version): Readonly<Record<string, Field>> {
  return {
    name: { type: 'char', label: 'Name', required: true },
    sale_ok: { type: 'boolean', label: 'Sales', fallback: true },
    purchase_ok: { type: 'boolean', label: 'Purchase', fallback: true },
    type: {
      type: 'selection',
      label: 'Product Type',
      selection:
        version === 17
          ? [
              ['consu', 'Consumable'],
              ['service', 'Service'],
              ['product', 'Storable Product'],
            ]
          : [
              ['consu', 'Goods'],
              ['service', 'Service'],
              ['combo', 'Combo'],
            ],
      fallback: 'consu',
    },
    ...(version === 17
      ? { detailed_type: { type: 'char', label: 'Product Type', fallback: 'consu' } as const }
      : { is_storable: { type: 'boolean', label: 'Track Inventory' } as const }),
    list_price: { type: 'float', label: 'Sales Price', digits: 2, fallback: 1 },
    taxes_id: { type: 'many2many', label: 'Sales Taxes', relation: 'account.tax' },
    categ_id: { type: 'many2one', label: 'Product Category', relation: 'product.category' },
    uom_id: { type: 'many2one', label: 'Unit of Measure', relation: 'uom.uom' },
    currency_id: { type: 'many2one', label: 'Currency', relation: 'res.currency' },
    company_id: { type: 'many2one', label: 'Company', relation: 'res.company' },
    invoice_policy: {
      type: 'selection',
      label: 'Invoicing Policy',
      selection: [
        ['order', 'Ordered quantities'],
        ['delivery', 'Delivered quantities'],
      ],
      fallback: 'order',
    },
    description_sale: { type: 'text', label: 'Sales Description' },
    weight: { type: 'float', label: 'Weight' },
  };
}

/** Fields of the variant that its template shows while it has only one. */
export const variantFields: Readonly<Record<string, Field>> = {
  default_code: { type: 'char', label: 'Internal Reference', indexed: true },
  barcode: { type: 'char', label: 'Barcode', indexed: true },
  standard_price: { type: 'float', label: 'Cost', digits: 2 },
};
