import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { asSuperuser, follow, mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { type Json, type Row, isTruthy, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { template } from './product-facts.ts';
import { uomField } from './sale-amounts.ts';
import { cancelOpenPickings, syncDemand } from './stock-demand.ts';

/** Confirms quotations and makes their deliveries. @throws {OdooError} UserError unless all are quotations. */
export function confirmOrders(env: Env, ids: readonly number[]): void {
  const orders = ids.map((id) => mustRead(env, 'sale.order', id));
  const wrong = orders.filter((order) => order['state'] !== 'draft' && order['state'] !== 'sent');
  if (wrong.length > 0) {
    throw userError(
      env.version === 17
        ? `The following orders are not in a state requiring confirmation: ${wrong.map((order) => textOf(order['name'])).join(', ')}`
        : 'Some orders are not in a state requiring confirmation.',
    );
  }
  for (const order of orders) {
    const lines = rowsWhere(env, 'sale.order.line', 'order_id', order.id);
    for (const line of lines) checkUnit(env, line);
    patch(env, 'sale.order', order.id, { state: 'sale', date_order: env.nowMicros() });
    for (const line of lines) {
      patch(env, 'sale.order.line', line.id);
      syncDemand(asSuperuser(env), line.id);
    }
  }
}

/** 17 and 18 refuse kilograms of a product that is counted in pieces; 19 does not look. */
function checkUnit(env: Env, line: Row): void {
  const unit = follow(env, 'uom.uom', line[uomField(env)]);
  const own = follow(
    env,
    'uom.uom',
    template(env, follow(env, 'product.product', line['product_id']))?.['uom_id'],
  );
  if (
    env.version >= 19 ||
    unit === undefined ||
    own === undefined ||
    unit['category_id'] === own['category_id']
  )
    return;
  throw userError(
    `The unit of measure ${textOf(unit['name'])} defined on the order line doesn't belong to the same category as the ` +
      `unit of measure ${textOf(own['name'])} defined on the product. Please correct the unit of measure defined on the ` +
      `order line or on the product${env.version === 17 ? ', they' : '. They'} should belong to the same category.`,
  );
}

/** Cancels, or in 17 and 18 returns the window that asks first and changes nothing. */
export function cancelOrders(env: Env, ids: readonly number[]): Json {
  const orders = ids.map((id) => mustRead(env, 'sale.order', id));
  if (orders.some((order) => order['locked'] === true)) {
    throw userError('You cannot cancel a locked order. Please unlock it first.');
  }
  const [first] = orders;
  const asks = env.version < 19 && !isTruthy(env.context['disable_cancel_warning']);
  if (asks && first !== undefined && orders.some((order) => order['state'] !== 'draft'))
    return cancelWindow(first);
  cancelNow(env, ids);
  return true;
}

export function runCancelWizard(env: Env, ids: readonly number[]): void {
  for (const id of ids) cancelNow(env, [numberOf(mustRead(env, 'sale.order.cancel', id)['order_id'])]);
}

function cancelNow(env: Env, ids: readonly number[]): void {
  for (const id of ids) {
    cancelOpenPickings(asSuperuser(env), id);
    setState(env, id, 'cancel');
  }
}

export function redraftOrders(env: Env, ids: readonly number[]): void {
  for (const id of ids) {
    const { state } = mustRead(env, 'sale.order', id);
    if (state === 'cancel' || state === 'sent') setState(env, id, 'draft');
  }
}

export function setLocked(env: Env, ids: readonly number[], locked: boolean): void {
  for (const id of ids) patch(env, 'sale.order', id, { locked });
}

/** Lines carry their order's state, so they are written too. */
function setState(env: Env, id: number, state: string): void {
  patch(env, 'sale.order', id, { state });
  for (const line of rowsWhere(env, 'sale.order.line', 'order_id', id))
    patch(env, 'sale.order.line', line.id);
}

function cancelWindow(order: Row): Json {
  const title = order['state'] === 'sale' ? 'Sales Order' : 'Quotation';
  return {
    name: `Cancel ${title}`,
    view_mode: 'form',
    res_model: 'sale.order.cancel',
    view_id: 1126,
    type: 'ir.actions.act_window',
    context: {
      default_template_id: 14,
      default_order_id: order.id,
      mark_so_as_canceled: true,
      default_email_layout_xmlid: 'mail.mail_notification_layout_with_responsible_signature',
      model_description: title,
    },
    target: 'new',
  };
}
