import type { Env } from './orm/model.ts';
import { rowsWhere } from './orm/env.ts';
import { createExternalId } from './orm/external-ids.ts';
import type { Role } from './orm/access.ts';
import { createRecord, insert, patch } from './orm/write.ts';
import type { RoundingMethod } from './business/tax-math.ts';
import { countries, currencies, states } from './business/places-of-the-world.ts';

export interface SeedOptions {
  /** Code of the company's currency. */
  readonly currency: string;
  readonly companyName: string;
  readonly rounding: RoundingMethod;
  /** Percent of the company's default sales tax, which every product without taxes of its own gets; 0 for none. */
  readonly defaultTaxPercent: number;
  readonly withDelivery: boolean;
  /** The administrator's login, which is also the API user's. */
  readonly login: string;
}

export const ADMIN_UID = 2;

/** What a fresh database has: a company in one currency, one warehouse, one tax, four kinds of users. */
export function seedDatabase(env: Env, options: SeedOptions): void {
  seedWorld(env);
  const currency = rowsWhere(env, 'res.currency', 'name', options.currency)[0];
  if (currency === undefined) throw new Error(`the sandbox knows no currency ${options.currency}`);
  patch(env, 'res.currency', currency.id, { active: true });
  insert(env, 'res.company', {
    name: options.companyName,
    currency_id: currency.id,
    partner_id: false,
    country_id: rowsWhere(env, 'res.country', 'code', 'US')[0]?.id ?? false,
    tax_calculation_rounding_method: options.rounding,
    account_price_include: 'tax_excluded',
    account_sale_tax_id: false,
  });
  seedUsers(env);
  patch(env, 'res.users', ADMIN_UID, { login: options.login });
  insert(env, 'product.category', { name: 'All' });
  insert(env, 'account.tax.group', { name: 'Taxes' });
  insert(env, 'account.journal', {
    name: env.version >= 19 ? 'Sales' : 'Customer Invoices',
    type: 'sale',
    company_id: 1,
  });
  insert(env, 'crm.team', { name: 'Sales', active: true, company_id: 1 });
  insert(env, 'account.payment.term', { name: 'Immediate Payment', active: true });
  seedUnits(env);
  seedPlaces(env);
  if (options.defaultTaxPercent > 0) {
    const percent = options.defaultTaxPercent;
    const tax = createRecord(env, 'account.tax', { name: `${percent}%`, amount: percent, company_id: 1 });
    patch(env, 'res.company', 1, { account_sale_tax_id: tax.id });
  }
  const installed = ['account', 'sale', 'sale_management', 'sale_stock', 'stock', 'stock_account'];
  for (const name of options.withDelivery ? [...installed, 'delivery', 'stock_delivery'] : installed) {
    insert(env, 'ir.module.module', { name, state: 'installed' });
  }
}

function seedWorld(env: Env): void {
  for (const [code, rate, rounding] of currencies) {
    const row = insert(env, 'res.currency', {
      name: code,
      full_name: code,
      symbol: code,
      active: false,
      rounding,
      rate,
    });
    createExternalId(env, { module: 'base', name: code, model: 'res.currency', id: row.id });
  }
  for (const [code, name] of countries()) {
    const row = insert(env, 'res.country', { code, name, zip_required: true, state_required: code === 'US' });
    createExternalId(env, { module: 'base', name: code.toLowerCase(), model: 'res.country', id: row.id });
  }
  for (const { country, code, name, externalId } of states()) {
    const row = insert(env, 'res.country.state', {
      code,
      name,
      country_id: rowsWhere(env, 'res.country', 'code', country)[0]?.id ?? false,
    });
    createExternalId(env, { module: 'base', name: externalId, model: 'res.country.state', id: row.id });
  }
}

const seededUsers: readonly (readonly [login: string, name: string, role: Role])[] = [
  ['__system__', 'OdooBot', 'admin'],
  ['admin', 'Mitchell Admin', 'admin'],
  ['salesman', 'Marc Demo', 'salesman'],
  ['stock', 'Stan Stock', 'stock'],
  ['plain', 'Petra Plain', 'plain'],
];

function seedUsers(env: Env): void {
  for (const [login, name, role] of seededUsers) addUser(env, { login, name, role });
}

/** A user with a contact of his own. */
export function addUser(env: Env, user: { login: string; name: string; role: Role }): number {
  const partner = createRecord(env, 'res.partner', { name: user.name });
  const groups = env.version >= 19 ? { group_ids: [] } : { groups_id: [] };
  return insert(env, 'res.users', {
    name: user.name,
    login: user.login,
    active: user.login !== '__system__',
    partner_id: partner.id,
    company_id: 1,
    sandbox_role: user.role,
    ...groups,
  }).id;
}

function seedUnits(env: Env): void {
  const [unit, weight, time] = ['Unit', 'Weight', 'Working Time'].map(
    (name) => insert(env, 'uom.category', { name }).id,
  );
  const add = (name: string, category: number | undefined, factor: number): number =>
    insert(env, 'uom.uom', {
      name,
      category_id: category ?? false,
      factor,
      active: true,
      relative_factor: 1,
      relative_uom_id: false,
    }).id;
  add('Units', unit, 1);
  if (env.version < 19) add('Dozens', unit, 1 / 12);
  add('Days', time, 1);
  add('Hours', time, 8);
  const grams = add('g', weight, 1000);
  const kilograms = add('kg', weight, 1);
  patch(env, 'uom.uom', kilograms, { relative_factor: 1000, relative_uom_id: grams });
}

/** The places that all warehouses share, and the first warehouse. */
function seedPlaces(env: Env): void {
  const place = (name: string, usage: string, parent?: number): number =>
    createRecord(env, 'stock.location', { name, usage, location_id: parent ?? false }).id;
  // 19 has no more views above the places that are nowhere.
  const partners = env.version >= 19 ? undefined : place('Partners', 'view');
  place('Vendors', 'supplier', partners);
  place('Customers', 'customer', partners);
  const virtual = env.version >= 19 ? undefined : place('Virtual Locations', 'view');
  place('Inventory adjustment', 'inventory', virtual);
  createRecord(env, 'stock.warehouse', { name: 'YourCompany', code: 'WH', company_id: 1 });
}
