import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { follow, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { type Row, isTruthy, textOf } from '#connectors/odoo/sandbox/orm/values.ts';

/** How a variant shows: `[SKU] Name`. */
export function productName(env: Env, row: Row): string {
  return named(textOf(row['default_code']), textOf(template(env, row)?.['name']));
}

/** `[SKU] Name`. */
export const named = (code: string, name: string): string => (code === '' ? name : `[${code}] ${name}`);

/** The template that a variant takes its name, price and kind from. */
export function template(env: Env, variant: Row | undefined): Row | undefined {
  return variant === undefined ? undefined : follow(env, 'product.template', variant['product_tmpl_id']);
}

/** Whether the server counts this product: `product` in 17, `is_storable` goods in 18 and 19. */
export function isStorable(env: Env, product: Row | undefined): boolean {
  const owner = template(env, product);
  return owner?.['type'] === 'product' || (owner?.['type'] === 'consu' && isTruthy(owner['is_storable']));
}

/** Whether it is shipped at all, counted or not. */
export function isGoods(env: Env, product: Row | undefined): boolean {
  const type = template(env, product)?.['type'];
  return type === 'product' || type === 'consu';
}

export function variantsOf(env: Env, owner: Row): Row[] {
  return rowsWhere(env, 'product.product', 'product_tmpl_id', owner.id);
}
