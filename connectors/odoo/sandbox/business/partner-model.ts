import { asSuperuser, follow, mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { validationError } from '#connectors/odoo/sandbox/orm/errors.ts';
import type { Env, Model, Version } from '#connectors/odoo/sandbox/orm/model.ts';
import { search } from '#connectors/odoo/sandbox/orm/search.ts';
import {
  type Json,
  type Row,
  type Values,
  idOf,
  isList,
  isTruthy,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { patch, unlinkRecords } from '#connectors/odoo/sandbox/orm/write.ts';

const EMAIL_PATTERN = /[^\s<>"',;@]+@[^\s<>"',;@]+\.[^\s<>"',;@]+/u;
const addressFields = ['street', 'street2', 'city', 'zip', 'state_id', 'country_id'] as const;

/** Contacts: customers, their companies and their other addresses. */
export function partnerModel(version: Version): Model {
  const char = (label: string) => ({ type: 'char', label }) as const;
  return {
    name: 'res.partner',
    title: 'Contact',
    className: 'ResPartner',
    order: 'complete_name, id desc',
    fields: {
      name: char('Name'),
      email: { type: 'char', label: 'Email', indexed: true },
      email_normalized: { type: 'char', label: 'Normalized Email', indexed: true },
      phone: char('Phone'),
      ...(version >= 19 ? {} : { mobile: char('Mobile') }),
      ref: { type: 'char', label: 'Reference', indexed: true },
      vat: char('Tax ID'),
      comment: { type: 'html', label: 'Notes' },
      is_company: { type: 'boolean', label: 'Is a Company' },
      parent_id: { type: 'many2one', label: 'Related Company', relation: 'res.partner' },
      child_ids: { type: 'one2many', label: 'Contact', relation: 'res.partner', inverse: 'parent_id' },
      commercial_partner_id: {
        type: 'many2one',
        label: 'Commercial Entity',
        relation: 'res.partner',
        compute: (env, row) => commercialPartner(env, row),
      },
      type: {
        type: 'selection',
        label: 'Address Type',
        selection: addressTypes(version),
        fallback: 'contact',
      },
      street: char('Street'),
      street2: char('Street2'),
      city: char('City'),
      zip: char('Zip'),
      state_id: { type: 'many2one', label: 'State', relation: 'res.country.state' },
      country_id: { type: 'many2one', label: 'Country', relation: 'res.country' },
      lang: { type: 'char', label: 'Language', fallback: 'en_US' },
      active: { type: 'boolean', label: 'Active', fallback: true },
      company_id: { type: 'many2one', label: 'Company', relation: 'res.company' },
      category_id: { type: 'many2many', label: 'Tags', relation: 'res.partner.category' },
      customer_rank: { type: 'integer', label: 'Customer Rank' },
      complete_name: { type: 'char', label: 'Complete Name' },
    },
    nameOf: fullName,
    findByText: (env, text) => findPartners(env, text),
    prepare: (env, values) => completePartner(env, version, values),
    created: (env, row) => {
      patch(env, 'res.partner', row.id, { complete_name: fullName(env, row) });
    },
    writing: (env, rows, values) => {
      const email =
        values['email'] === undefined ? {} : { email_normalized: normalizeEmail(values['email']) };
      spreadAddress(env, version, rows, values);
      return { ...values, ...email };
    },
    written: (env, rows, values) => {
      if (values['name'] === undefined) return;
      for (const row of rows) patch(env, 'res.partner', row.id, { complete_name: fullName(env, row) });
    },
    unlinking: (env, rows) => {
      dropOrders(env, version, rows);
    },
    methods: {
      address_get: {
        params: ['adr_pref'],
        onRecords: true,
        needs: 'read',
        run: ({ env, ids, args }) => {
          const kinds = isList(args['adr_pref']) ? args['adr_pref'].map(textOf) : [];
          return addressesOf(env, mustRead(env, 'res.partner', ids[0] ?? 0), kinds);
        },
      },
    },
  };
}

function addressTypes(version: Version): readonly (readonly [string, string])[] {
  const tail = version >= 19 ? '' : ' Address';
  return [
    ['contact', 'Contact'],
    ['invoice', `Invoice${tail}`],
    ['delivery', `Delivery${tail}`],
    ['other', `Other${tail}`],
  ];
}

/** The first address in the text, in lower case; `false` when there is none. */
export function normalizeEmail(email: Json): Json {
  const [found] = EMAIL_PATTERN.exec(textOf(email)) ?? [];
  return found === undefined ? false : found.toLowerCase();
}

function completePartner(env: Env, version: Version, values: Values): Values {
  const type = textOf(values['type']) || 'contact';
  const parent = follow(env, 'res.partner', values['parent_id']);
  if (type === 'contact' && (values['name'] === undefined || values['name'] === false)) {
    throw validationError('The operation cannot be completed: Contacts require a name');
  }
  const inherited: Values = {};
  if (parent !== undefined && type === 'contact' && !addressFields.some((field) => isTruthy(values[field]))) {
    for (const field of addressFields) inherited[field] = parent[field] ?? false;
  }
  if (version >= 19 && parent !== undefined && type === 'contact') {
    const own = addressFields.filter((field) => isTruthy(values[field]));
    if (own.length > 0)
      patch(
        env,
        'res.partner',
        parent.id,
        Object.fromEntries(own.map((field) => [field, values[field] ?? false])),
      );
  }
  return { ...values, ...inherited, email_normalized: normalizeEmail(values['email'] ?? false) };
}

/** A company's address is its contacts' too. In 19 it also goes the other way: a contact's write changes the company. */
function spreadAddress(env: Env, version: Version, rows: readonly Row[], values: Values): void {
  const changes: Values = {};
  for (const field of addressFields) if (values[field] !== undefined) changes[field] = values[field];
  if (Object.keys(changes).length === 0) return;
  for (const row of rows) {
    const parent = follow(env, 'res.partner', row['parent_id']);
    const upwards = version >= 19 && parent !== undefined && row['type'] === 'contact';
    if (upwards) patch(env, 'res.partner', parent.id, changes);
    for (const child of rowsWhere(env, 'res.partner', 'parent_id', upwards ? parent.id : row.id)) {
      if (child.id !== row.id)
        patch(env, 'res.partner', child.id, child['type'] === 'contact' ? changes : {});
    }
  }
}

function fullName(env: Env, row: Row): string {
  const parent = follow(env, 'res.partner', row['parent_id']);
  const types: Readonly<Record<string, string>> = {
    invoice: 'Invoice',
    delivery: 'Delivery',
    other: 'Other',
  };
  const own = textOf(row['name']) || (types[textOf(row['type'])] ?? '');
  return parent === undefined || isTruthy(row['is_company']) ? own : `${textOf(parent['name'])}, ${own}`;
}

function findPartners(env: Env, text: string): readonly number[] {
  const byName = search(env, 'res.partner', [['name', '=', text]]);
  return (byName.length > 0 ? byName : rowsWhere(env, 'res.partner', 'email', text)).map((row) => row.id);
}

function commercialPartner(env: Env, row: Row): number {
  const parent = follow(env, 'res.partner', row['parent_id']);
  return parent === undefined || isTruthy(row['is_company']) ? row.id : commercialPartner(env, parent);
}

/** The address of each kind: the partner's own, a child's, a sibling's, else the partner itself. */
export function addressesOf(env: Env, partner: Row, kinds: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  const company = follow(env, 'res.partner', partner['parent_id']);
  const family = [
    partner,
    ...[partner, ...(company === undefined ? [] : [company])].flatMap((row) =>
      rowsWhere(env, 'res.partner', 'parent_id', row.id),
    ),
  ];
  const fallback = textOf(partner['type']) === 'contact' || company === undefined ? partner.id : company.id;
  for (const kind of ['contact', ...kinds]) {
    found[kind] =
      family.find((row) => row['type'] === kind && row['active'] === true)?.id ??
      found['contact'] ??
      fallback;
  }
  return found;
}

/** 17 and 18 delete a partner's draft and canceled orders with it; 19 refuses. */
function dropOrders(env: Env, version: Version, rows: readonly Row[]): void {
  if (version >= 19) return;
  for (const row of rows) {
    const family = [row, ...rowsWhere(env, 'res.partner', 'parent_id', row.id)];
    for (const member of family) {
      for (const order of rowsWhere(env, 'sale.order', 'partner_id', member.id)) {
        if (order['state'] === 'draft' || order['state'] === 'cancel')
          unlinkRecords(asSuperuser(env), 'sale.order', [order.id]);
      }
    }
    for (const child of rowsWhere(env, 'res.partner', 'parent_id', row.id)) {
      if (idOf(child['parent_id']) === row.id) patch(env, 'res.partner', child.id, { parent_id: false });
    }
  }
}
