import type { Model, Version } from '#connectors/odoo/sandbox/orm/model.ts';

const char = (label: string) => ({ type: 'char', label }) as const;

/** Products are filed under categories. */
export const categoryModel: Model = {
  name: 'product.category',
  title: 'Product Category',
  className: 'ProductCategory',
  order: 'id',
  fields: { name: char('Name') },
};

/** Units of measure; 19 chains them, earlier versions group them. */
export const uomModel = (version: Version): Model => ({
  name: 'uom.uom',
  title: 'Product Unit of Measure',
  className: 'UomUom',
  order: 'factor desc, id',
  fields: {
    name: char('Unit of Measure'),
    factor: { type: 'float', label: 'Ratio', fallback: 1 },
    active: { type: 'boolean', label: 'Active', fallback: true },
    ...(version >= 19
      ? {
          relative_factor: { type: 'float', label: 'Contains', fallback: 1 } as const,
          relative_uom_id: { type: 'many2one', label: 'Reference Unit', relation: 'uom.uom' } as const,
        }
      : { category_id: { type: 'many2one', label: 'Category', relation: 'uom.category' } as const }),
  },
});
