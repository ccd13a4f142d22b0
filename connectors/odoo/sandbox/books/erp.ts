import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { addUser } from '#connectors/odoo/sandbox/seed.ts';
import { mergeQuants } from '#connectors/odoo/sandbox/business/stock-quants.ts';
import { assignWaiting } from '#connectors/odoo/sandbox/business/stock-inventory.ts';
import { cancelOrders } from '#connectors/odoo/sandbox/business/sale-actions.ts';
import { isOpen } from '#connectors/odoo/sandbox/business/stock-moves.ts';
import type { Role } from '#connectors/odoo/sandbox/orm/access.ts';
import { mustRead, rowsWhere, withContext } from '#connectors/odoo/sandbox/orm/env.ts';
import { numberOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { createRecord, patch, writeRecords } from '#connectors/odoo/sandbox/orm/write.ts';
import { type OdooServer, runNow } from '#connectors/odoo/sandbox/wire/server.ts';
import type { Credentials, Users } from '#connectors/odoo/sandbox/wire/users.ts';
import type { Ledger } from './ledger.ts';
import { type Contact, readContacts, replaceCompany } from './contact-book.ts';
import {
  cancelCreditNotes,
  copyCreditNote,
  type CreditNote,
  postEmptyCreditNote,
  readCreditNotes,
} from './credit-book.ts';
import { type BookedOrder, type BookedPicking, readOrders, readPickings } from './order-book.ts';
import {
  countShelf,
  openDeliveries,
  ordersBy,
  placeOf,
  type Preparation,
  prepareDelivery,
  receiveGoods,
  type Shipment,
  type ShippedPicking,
  shipPicking,
} from './warehouse-work.ts';

const ADMIN_UID = 2;
const BACKDATED_MAX_MS = 3_000;

export interface NewProduct {
  readonly sku: string;
  readonly name?: string;
  /** In the company's currency; `priceMinor` in its minor units. */
  readonly listPrice?: number;
  readonly priceMinor?: number;
  /** Pieces on hand by warehouse code. */
  readonly onHand?: Readonly<Record<string, number>>;
  /** Names of taxes; absent: the company's default tax; empty: none. */
  readonly taxes?: readonly string[];
  /** Services are sold and never shipped. */
  readonly kind?: 'storable' | 'service';
  readonly barcode?: string;
}

/** The merchant's side of the ERP: people who set it up, work in it, and books that a judge can read. */
export interface OdooErp extends Pick<Ledger, 'stockLog' | 'apiCalls'> {
  addWarehouse(warehouse: { readonly code: string; readonly name?: string }): number;
  addProduct(product: NewProduct): { readonly productId: number; readonly templateId: number };
  addTax(tax: { readonly name: string; readonly percent: number; readonly isIncluded?: boolean }): number;
  /** Also puts the currency to use. */
  addPricelist(pricelist: { readonly name: string; readonly currency: string }): number;
  /** A delivery method, by the name that deliveries show. */
  addCarrier(name: string): number;
  addPaymentTerm(name: string): number;
  addUser(user: Credentials & { readonly login: string; readonly role: Role }): number;
  archiveProduct(sku: string): void;
  receive(sku: string, warehouse: string, quantity: number): void;
  /** An inventory count: from now on there are exactly this many. */
  count(sku: string, warehouse: string, quantity: number): void;
  loseUnits(sku: string, warehouse: string, quantity: number): void;
  /** Ships the open deliveries of an order (id, name or customer reference), or one transfer by its name. */
  validateDelivery(reference: string | number, shipment?: Shipment): ShippedPicking[];
  /** Somebody ticks off these SKUs of the open deliveries, and writes something down; nothing leaves yet. */
  prepareDelivery(reference: string | number, work: Preparation): void;
  cancelOrder(reference: string | number): void;
  /** The server's nightly work: waiting deliveries reserve, split quants become one row again. */
  runScheduler(): void;
  saleOrders(): BookedOrder[];
  pickings(): BookedPicking[];
  contacts(): Contact[];
  replaceCompany(contactId: number, name: string): void;
  creditNotes(): CreditNote[];
  /** An accountant cancels the credit notes with this reference. */
  cancelCreditNotes(ref: string): void;
  /** The same once more, under the same reference, as a person copies one by hand. */
  copyCreditNote(ref: string): void;
  /** Takes the next number. */
  postEmptyCreditNote(): void;
  /** A company that keeps no books yet; returns what makes them complete again. */
  withoutSalesJournal(): () => void;
  onHand(sku: string, warehouse: string): number;
}

export function createErp(server: OdooServer, users: Users, ledger: Ledger): OdooErp {
  const { faults } = server;
  const work = <Result>(cause: string, act: (env: Env) => Result): Result => {
    // A long transaction of somebody else's: visible now, stamped with its start.
    const lateMs = faults.roll('stale-search', cause) ? faults.draw() * BACKDATED_MAX_MS : 0;
    const startedAtMicros = server.stamp() - Math.floor(lateMs) * 1000;
    return runNow(server, { uid: ADMIN_UID, context: {}, cause, startedAtMicros, isSuperuser: true }, act);
  };
  const look = <Result>(act: (env: Env) => Result): Result =>
    runNow(server, { uid: ADMIN_UID, context: {}, cause: 'look', isSuperuser: true }, act);
  const currentOnHand = (sku: string, warehouse: string): number => ledger.onHand(sku, warehouse);

  return {
    stockLog: ledger.stockLog,
    apiCalls: ledger.apiCalls,
    onHand: currentOnHand,
    addWarehouse: ({ code, name }) =>
      work('addWarehouse', (env) => createRecord(env, 'stock.warehouse', { code, name: name ?? code }).id),
    addProduct: (product) =>
      work('addProduct', (env) => {
        const added = createProduct(env, product);
        for (const [warehouse, quantity] of Object.entries(product.onHand ?? {})) {
          if (quantity !== 0) countShelf(env, placeOf(env, product.sku, warehouse), quantity);
        }
        return added;
      }),
    addTax: (tax) => work('addTax', (env) => createTax(env, tax)),
    addPricelist: ({ name, currency }) =>
      work('addPricelist', (env) => {
        const [row] = rowsWhere(env, 'res.currency', 'name', currency);
        if (row === undefined) throw new Error(`the sandbox knows no currency ${currency}`);
        patch(env, 'res.currency', row.id, { active: true });
        return createRecord(env, 'product.pricelist', { name, currency_id: row.id }).id;
      }),
    addCarrier: (name) =>
      work('addCarrier', (env) => createRecord(env, 'delivery.carrier', { name, active: true }).id),
    addPaymentTerm: (name) =>
      work('addPaymentTerm', (env) => createRecord(env, 'account.payment.term', { name, active: true }).id),
    addUser: ({ login, role, ...credentials }) =>
      work('addUser', (env) => {
        const uid = addUser(env, { login, name: login, role });
        users.set(uid, credentials);
        return uid;
      }),
    archiveProduct(sku) {
      work('archiveProduct', (env) => {
        for (const row of rowsWhere(env, 'product.product', 'default_code', sku)) {
          writeRecords(env, 'product.product', [row.id], { active: false });
        }
      });
    },
    receive(sku, warehouse, quantity) {
      work('receive', (env) => {
        receiveGoods(env, placeOf(env, sku, warehouse), quantity);
      });
    },
    count(sku, warehouse, quantity) {
      work('count', (env) => {
        countShelf(env, placeOf(env, sku, warehouse), quantity);
      });
    },
    loseUnits(sku, warehouse, quantity) {
      work('loseUnits', (env) => {
        countShelf(env, placeOf(env, sku, warehouse), currentOnHand(sku, warehouse) - quantity);
      });
    },
    validateDelivery: (reference, shipment = {}) =>
      work('validateDelivery', (env) =>
        openDeliveries(env, reference).flatMap((picking) => shipPicking(env, picking, shipment) ?? []),
      ),
    prepareDelivery: (reference, preparation) =>
      work('prepareDelivery', (env) => {
        for (const picking of openDeliveries(env, reference)) prepareDelivery(env, picking, preparation);
      }),
    cancelOrder(reference) {
      work('cancelOrder', (env) => {
        const ids = ordersBy(env, reference).map((row) => row.id);
        cancelOrders(withContext(env, { disable_cancel_warning: true }), ids);
      });
    },
    runScheduler() {
      work('runScheduler', (env) => {
        mergeQuants(env);
        const waiting = new Set<number>();
        for (const move of env.db.table('stock.move').rows.values()) {
          if (isOpen(move)) waiting.add(numberOf(move['product_id']));
        }
        for (const product of waiting) assignWaiting(env, product);
      });
    },
    saleOrders: () => look((env) => readOrders(env, ledger)),
    pickings: () => look(readPickings),
    contacts: () => look(readContacts),
    replaceCompany(contactId, name) {
      work('replaceCompany', (env) => replaceCompany(env, contactId, name));
    },
    creditNotes: () => look(readCreditNotes),
    cancelCreditNotes(ref) {
      work('cancelCreditNotes', (env) => {
        cancelCreditNotes(env, ref);
      });
    },
    copyCreditNote(ref) {
      work('copyCreditNote', (env) => {
        copyCreditNote(env, ref);
      });
    },
    postEmptyCreditNote() {
      work('postEmptyCreditNote', postEmptyCreditNote);
    },
    withoutSalesJournal() {
      const retype = (from: string, to: string): void =>
        work('setUpJournals', (env) => {
          for (const row of env.db.table('account.journal').rows.values())
            if (row['type'] === from) patch(env, 'account.journal', row.id, { type: to });
        });
      retype('sale', 'general');
      return () => retype('general', 'sale');
    },
  };
}

function createProduct(env: Env, product: NewProduct): { productId: number; templateId: number } {
  const { sku, name, kind = 'storable', barcode } = product;
  const type = kind === 'service' ? 'service' : env.version === 17 ? 'product' : 'consu';
  const taxes = product.taxes?.map((tax) => {
    const [row] = rowsWhere(env, 'account.tax', 'name', tax);
    if (row === undefined) throw new Error(`the sandbox ERP has no tax ${tax}`);
    return row.id;
  });
  const row = createRecord(env, 'product.product', {
    name: name ?? sku,
    default_code: sku,
    type,
    list_price: product.listPrice ?? (product.priceMinor ?? 0) / 100,
    ...(env.version === 17 ? { detailed_type: type } : { is_storable: kind === 'storable' }),
    ...(taxes === undefined ? {} : { taxes_id: taxes }),
    ...(barcode === undefined ? {} : { barcode }),
  });
  return {
    productId: row.id,
    templateId: numberOf(mustRead(env, 'product.product', row.id)['product_tmpl_id']),
  };
}

function createTax(env: Env, tax: { name: string; percent: number; isIncluded?: boolean }): number {
  const isIncluded = tax.isIncluded === true;
  return createRecord(env, 'account.tax', {
    name: tax.name,
    amount: tax.percent,
    ...(env.version === 17
      ? { price_include: isIncluded }
      : { price_include_override: isIncluded ? 'tax_included' : 'tax_excluded' }),
  }).id;
}
