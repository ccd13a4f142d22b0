import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { mustRead } from '#connectors/odoo/sandbox/orm/env.ts';
import { idOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { createRecord, writeRecords } from '#connectors/odoo/sandbox/orm/write.ts';

/** A contact as the ERP's own books have it; '' for what is not there. */
export interface Contact {
  readonly id: number;
  readonly name: string;
  readonly isCompany: boolean;
  /** `contact`, `invoice`, `delivery` or `other`. */
  readonly type: string;
  readonly parentId: number | undefined;
  readonly email: string;
  readonly street: string;
  readonly ref: string;
}

export function readContacts(env: Env): Contact[] {
  return [...env.db.table('res.partner').rows.values()].map((row) => ({
    id: row.id,
    name: textOf(row['name']),
    isCompany: row['is_company'] === true,
    type: textOf(row['type']),
    parentId: idOf(row['parent_id']),
    email: textOf(row['email']),
    street: textOf(row['street']),
    ref: textOf(row['ref']),
  }));
}

/** Staff make a company of this name, and give it the reference that another contact has had. */
export function replaceCompany(env: Env, contactId: number, name: string): void {
  const ref = textOf(mustRead(env, 'res.partner', contactId)['ref']);
  writeRecords(env, 'res.partner', [contactId], { ref: false });
  createRecord(env, 'res.partner', { name, is_company: true, ref });
}
