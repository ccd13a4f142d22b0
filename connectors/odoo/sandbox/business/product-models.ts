import { follow, mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { validationError } from '#connectors/odoo/sandbox/orm/errors.ts';
import type { Env, Field, Model, Version } from '#connectors/odoo/sandbox/orm/model.ts';
import {
  type Json,
  type Row,
  type Values,
  idOf,
  isTruthy,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { createRecord, patch, unlinkRecords } from '#connectors/odoo/sandbox/orm/write.ts';
import { named, productName, template, variantsOf } from './product-facts.ts';
import { sharedFields, variantFields } from './product-fields.ts';
import { productQuantities } from './stock-figures.ts';

export function templateModel(version: Version): Model {
  const shown: Record<string, Field> = {};
  for (const [name, field] of Object.entries(variantFields)) {
    shown[name] = {
      type: field.type,
      label: field.label,
      compute: (env, row) => fromOnlyVariant(env, row, name),
    };
  }
  return {
    name: 'product.template',
    title: 'Product',
    className: 'ProductTemplate',
    order: 'name, id',
    fields: {
      ...sharedFields(version),
      ...shown,
      active: { type: 'boolean', label: 'Active', fallback: true },
      product_variant_ids: {
        type: 'one2many',
        label: 'Products',
        relation: 'product.product',
        inverse: 'product_tmpl_id',
      },
      product_variant_count: {
        type: 'integer',
        label: '# Product Variants',
        compute: (env, row) => variantsOf(env, row).filter((variant) => isTruthy(variant['active'])).length,
      },
      product_variant_id: {
        type: 'many2one',
        label: 'Product',
        relation: 'product.product',
        compute: (env, row) => variantsOf(env, row)[0]?.id ?? false,
      },
    },
    nameOf: (env, row) => named(textOf(fromOnlyVariant(env, row, 'default_code')), textOf(row['name'])),
    prepare: (env, values) => completeTemplate(env, version, values),
    created(env, row, given) {
      // A template made for a variant that is being created has its variant already.
      if (env.context['create_product_product'] === false) return;
      const own: Values = {};
      for (const name of Object.keys(variantFields)) if (given[name] !== undefined) own[name] = given[name];
      createRecord(env, 'product.product', { ...own, product_tmpl_id: row.id });
    },
    writing: (env, rows, values) =>
      values['type'] === undefined ? values : withKind(env, version, rows[0], values),
    written(env, rows, given) {
      for (const row of rows) touchVariants(env, row, given);
    },
    unlinking(env, rows) {
      for (const row of rows)
        for (const variant of variantsOf(env, row)) unlinkRecords(env, 'product.product', [variant.id]);
    },
  };
}

export function productModel(version: Version): Model {
  const shared: Record<string, Field> = {};
  for (const [name, field] of Object.entries(sharedFields(version))) {
    const { fallback: _fallback, required: _required, ...rest } = field;
    shared[name] = { ...rest, compute: (env, row) => template(env, row)?.[name] ?? false };
  }
  const figure = (name: keyof ReturnType<typeof productQuantities>, label: string): Field => ({
    type: 'float',
    label,
    compute: (env, row) => productQuantities(env, row.id)[name],
  });
  return {
    name: 'product.product',
    title: 'Product Variant',
    className: 'ProductProduct',
    order: 'default_code, name, id',
    fields: {
      ...shared,
      ...variantFields,
      product_tmpl_id: {
        type: 'many2one',
        label: 'Product Template',
        relation: 'product.template',
        required: true,
        whenTargetGoes: 'cascade',
      },
      active: { type: 'boolean', label: 'Active', fallback: true },
      lst_price: {
        type: 'float',
        label: 'Sales Price',
        compute: (env, row) => numberOf(template(env, row)?.['list_price']),
      },
      product_template_variant_value_ids: {
        type: 'many2many',
        label: 'Variant Values',
        relation: 'product.attribute.value',
      },
      qty_available: figure('onHand', 'Quantity On Hand'),
      free_qty: figure('free', 'Free To Use Quantity'),
      outgoing_qty: figure('outgoing', 'Outgoing'),
      incoming_qty: figure('incoming', 'Incoming'),
      virtual_available: figure('forecast', 'Forecasted Quantity'),
    },
    nameOf: (env, row) => productName(env, row),
    findByText: (env, text) => findProducts(env, text),
    prepare: (env, values) => completeVariant(env, version, values),
    writing(env, rows, values) {
      const own: Values = {};
      const passed: Values = {};
      for (const [name, value] of Object.entries(values)) {
        if (name === 'lst_price') passed['list_price'] = value;
        else if (shared[name] === undefined) own[name] = value;
        else passed[name] = value;
      }
      checkBarcode(env, version, rows[0]?.id, own, textOf(values['name']));
      for (const row of rows) {
        const id = idOf(row['product_tmpl_id']) ?? 0;
        const alone = variantsOf(env, mustRead(env, 'product.template', id)).length === 1;
        const moves =
          Object.keys(passed).length > 0 ||
          (alone && Object.keys(own).some((name) => name === 'default_code' || name === 'barcode'));
        if (moves) patch(env, 'product.template', id, passed);
      }
      return own;
    },
    unlinked(env, rows) {
      for (const row of rows) {
        const parent = follow(env, 'product.template', row['product_tmpl_id']);
        if (parent !== undefined && variantsOf(env, parent).length === 0)
          unlinkRecords(env, 'product.template', [parent.id]);
      }
    },
  };
}

function fromOnlyVariant(env: Env, owner: Row, name: string): Json {
  const [variant, second] = variantsOf(env, owner);
  return second === undefined ? (variant?.[name] ?? false) : false;
}

function completeTemplate(env: Env, version: Version, values: Values): Values {
  const company = mustRead(env, 'res.company', 1);
  return withKind(env, version, undefined, {
    ...values,
    taxes_id:
      values['taxes_id'] ??
      (idOf(company['account_sale_tax_id']) === undefined ? [] : [company['account_sale_tax_id'] ?? false]),
    uom_id: values['uom_id'] ?? 1,
    categ_id: values['categ_id'] ?? 1,
    currency_id: company['currency_id'] ?? false,
  });
}

function withKind(_env: Env, version: Version, _row: Row | undefined, values: Values): Values {
  if (version !== 17) return values;
  const kind =
    values['detailed_type'] !== 'consu' && isTruthy(values['detailed_type'])
      ? values['detailed_type']
      : values['type'];
  return { ...values, type: kind ?? 'consu', detailed_type: kind ?? 'consu' };
}

function completeVariant(env: Env, version: Version, values: Values): Values {
  checkBarcode(env, version, undefined, values, textOf(values['name']));
  if (idOf(values['product_tmpl_id']) !== undefined) return values;
  const quiet: Env = { ...env, context: { ...env.context, create_product_product: false } };
  const shared: Values = {};
  const known = sharedFields(version);
  for (const [name, value] of Object.entries(values)) if (known[name] !== undefined) shared[name] = value;
  if (values['lst_price'] !== undefined) shared['list_price'] = values['lst_price'];
  return { ...values, product_tmpl_id: createRecord(quiet, 'product.template', shared).id };
}

/** @throws {OdooError} ValidationError when another product, even an archived one, has the barcode. */
function checkBarcode(
  env: Env,
  version: Version,
  id: number | undefined,
  values: Values,
  name: string,
): void {
  const barcode = textOf(values['barcode']);
  if (barcode === '') return;
  const others = rowsWhere(env, 'product.product', 'barcode', barcode).filter((row) => row.id !== id);
  if (others.length === 0) return;
  const names = [...others.map((row) => productName(env, row)), named(textOf(values['default_code']), name)];
  const listed = version === 17 ? names.join(', ') : names.join(' and ');
  throw validationError(
    `Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s): ${listed}\n\n` +
      "Note: products that you don't have access to will not be shown above.",
  );
}

/** What a template's write does to its variants: everything shared moves them, archiving archives them. */
function touchVariants(env: Env, owner: Row, given: Values): void {
  const own: Values = {};
  for (const name of [...Object.keys(variantFields), 'active'])
    if (given[name] !== undefined) own[name] = given[name];
  for (const variant of variantsOf(env, owner)) patch(env, 'product.product', variant.id, own);
}

function findProducts(env: Env, text: string): readonly number[] {
  const isShown = (row: Row): boolean => isTruthy(row['active']);
  const byCode = rowsWhere(env, 'product.product', 'default_code', text).filter(isShown);
  const byBarcode =
    byCode.length > 0 ? byCode : rowsWhere(env, 'product.product', 'barcode', text).filter(isShown);
  if (byBarcode.length > 0) return byBarcode.map((row) => row.id);
  return [...env.db.table('product.product').rows.values()]
    .filter(
      (row) => isShown(row) && (productName(env, row) === text || template(env, row)?.['name'] === text),
    )
    .map((row) => row.id);
}
