import { rowOf } from './env.ts';
import { accessError } from './errors.ts';
import type { Env, Model, Version } from './model.ts';
import { type Row, idOf, textOf } from './values.ts';

export type Right = 'read' | 'write' | 'create' | 'unlink';

/** What a user of the sandbox may do. `plain` is an employee without any application. */
export type Role = 'admin' | 'salesman' | 'stock' | 'plain';

const verbs: Record<Right, string> = { read: 'access', write: 'modify', create: 'create', unlink: 'delete' };
const everybody: readonly Role[] = ['salesman', 'stock', 'plain'];
const staff: readonly Role[] = ['salesman', 'stock'];

/** Rights of the roles besides the administrator, who has them all. Models that are not listed are readable by all. */
const rights: Readonly<Record<string, Partial<Record<Right, readonly Role[]>>>> = {
  'sale.order': { read: staff, write: ['salesman'], create: ['salesman'], unlink: ['salesman'] },
  'sale.order.line': { read: staff, write: ['salesman'], create: ['salesman'], unlink: ['salesman'] },
  'sale.order.cancel': { read: ['salesman'], write: ['salesman'], create: ['salesman'] },
  'crm.tag': { read: ['salesman'], create: ['salesman'] },
  'stock.quant': { read: staff, write: ['stock'], create: ['stock'] },
  'stock.picking': { read: staff, write: ['stock'], create: ['stock'] },
  'stock.move': { read: staff, write: ['stock'], create: ['stock'] },
  'stock.move.line': { read: staff, write: ['stock'], create: ['stock'] },
  'stock.backorder.confirmation': { read: ['stock'], write: ['stock'], create: ['stock'] },
  'stock.return.picking': { read: ['stock'], write: ['stock'], create: ['stock'] },
  'stock.return.picking.line': { read: ['stock'], write: ['stock'], create: ['stock'] },
  'product.pricelist': { read: staff },
  'account.tax': { read: staff },
  'ir.model.data': { read: [] },
  'ir.config_parameter': { read: [] },
};

/** @throws {OdooError} AccessError when the caller's role lacks the right on the whole model. */
export function checkRight(env: Env, model: Model, right: Right): void {
  const role = roleOf(env);
  if (env.isSuperuser || role === 'admin') return;
  const allowed = rights[model.name]?.[right] ?? (right === 'read' ? everybody : []);
  if (allowed.includes(role)) return;
  const groups = groupsFor(env.version, model.name, right)
    .map((group) => `\t- ${group}`)
    .join('\n');
  const whom =
    groups === ''
      ? 'No group currently allows this operation.'
      : `This operation is allowed for the following groups:\n${groups}`;
  throw accessError(
    `You are not allowed to ${verbs[right]} '${model.title}' (${model.name}) records.\n\n${whom}\n\n` +
      'Contact your administrator to request access if necessary.',
  );
}

/** @throws {OdooError} AccessError when a record is hidden from the caller: a salesman sees his own orders only. */
export function checkRecords(env: Env, model: Model, rows: readonly Row[], right: Right): void {
  if (rows.every((row) => isVisible(env, model, row))) return;
  const login = textOf(rowOf(env, 'res.users', env.uid)?.['login']);
  throw accessError(
    'Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n' +
      `Sorry, ${login} (id=${env.uid}) doesn't have '${right}' access to:\n- ${model.title} (${model.name})\n\n` +
      'If you really, really need access, perhaps you can win over your friendly administrator with a batch of ' +
      'freshly baked cookies.',
  );
}

export function isVisible(env: Env, model: Model, row: Row): boolean {
  if (env.isSuperuser || roleOf(env) !== 'salesman') return true;
  if (model.name === 'sale.order') return isOwn(env, row);
  if (model.name !== 'sale.order.line') return true;
  const order = rowOf(env, 'sale.order', idOf(row['order_id']) ?? 0);
  return order === undefined || isOwn(env, order);
}

function isOwn(env: Env, order: Row): boolean {
  return idOf(order['user_id']) === undefined || order['user_id'] === env.uid;
}

function roleOf(env: Env): Role {
  const role = textOf(rowOf(env, 'res.users', env.uid)?.['sandbox_role']);
  return role === 'salesman' || role === 'stock' || role === 'plain' ? role : 'admin';
}

/** The names that an AccessError lists, per version, for the models where they were recorded. */
function groupsFor(version: Version, model: string, right: Right): readonly string[] {
  const invoicing =
    version === 17
      ? 'Invoicing/Billing Administrator'
      : version === 18
        ? 'Invoicing/Administrator'
        : 'Accounting/Administrator';
  const key = `${model} ${right}`;
  if (key === 'ir.model.data read') return [version >= 19 ? 'Access Rights' : 'Administration/Access Rights'];
  if (key === 'stock.quant create') return ['Inventory/User'];
  if (key === 'account.tax create') return [invoicing];
  if (key === 'res.partner create') {
    return [
      version >= 19 ? 'Contact/Creation' : 'Extra Rights/Contact Creation',
      'Inventory/Administrator',
      'Sales/Administrator',
    ];
  }
  if (key === 'product.product create') {
    if (version >= 19) return ['Products/Create'];
    const first = version === 17 ? 'Administration/Settings' : 'Extra Rights/Product Creation';
    return [first, 'Inventory/Administrator', invoicing, 'Sales/Administrator'];
  }
  if (model === 'sale.order' && right !== 'read')
    return ['Sales/Administrator', 'Sales/User: Own Documents Only'];
  if (key === 'sale.order read') return saleReaders(version);
  return [];
}

function saleReaders(version: Version): readonly string[] {
  const own = ['Sales/Administrator', 'Sales/User: Own Documents Only'];
  if (version >= 19) {
    const shown = ['Role / Portal', 'Show Accounting Features - Readonly', 'Show Full Accounting Features'];
    return ['Accounting/Invoicing', 'Inventory/User', ...own, ...shown];
  }
  const technical = [
    'Technical/Show Accounting Features - Readonly',
    'Technical/Show Full Accounting Features',
  ];
  const billing = version === 17 ? 'Invoicing/Billing' : 'Invoicing/Invoicing';
  return ['Inventory/User', billing, ...own, ...technical, 'User types/Portal'];
}
