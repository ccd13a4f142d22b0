import { type OdooSandbox, startOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import type { DemoWorld } from '#config/demo.ts';
import { DE_TAX, US_TAX } from './compose-order.ts';
import type { Item } from './item.ts';
import { TWIN_SKU } from './planted-orders.ts';

/** Codes of the two warehouses; the first is the one that every Odoo begins with. */
export const WAREHOUSES = ['WH', 'EAST'] as const;
/** Code of the warehouse that stands for the 3PL's shelves. Nobody counts it. */
export const STAND_IN = '3PL';
const FIRST_WAREHOUSE_ID = 1;

export interface OpenErp {
  readonly sandbox: OdooSandbox;
  /** Ids of the warehouses, in the order of the places. */
  readonly warehouseIds: readonly [string, string];
  readonly settings: DemoWorld['erp'];
}

/**
 * An Odoo in US dollars with every item counted in both warehouses, the shops' two taxes, a pricelist for euros, and a SKU
 * that two products share.
 */
export async function openErp(items: readonly Item[], seed: number): Promise<OpenErp> {
  const sandbox = await startOdooSandbox({ seed, defaultTaxPercent: 0, companyName: 'Demo Company' });
  const { erp } = sandbox;
  const [main, east] = WAREHOUSES;
  const eastId = erp.addWarehouse({ code: east, name: 'East' });
  for (const { sku, title, priceMinor, stock, parts } of items)
    erp.addProduct({
      sku,
      name: title,
      priceMinor,
      taxes: [],
      // A bundle is booked as it was sold, and is nothing that could be shipped.
      ...(parts === undefined ? { onHand: { [main]: stock[0], [east]: stock[1] } } : { kind: 'service' }),
    });
  for (const name of ['Twin', 'Other twin'])
    erp.addProduct({ sku: TWIN_SKU, name, priceMinor: 1_000, taxes: [] });
  const usTax = erp.addTax({ name: US_TAX.title, percent: US_TAX.rate * 100 });
  const deTax = erp.addTax({ name: DE_TAX.title, percent: DE_TAX.rate * 100, isIncluded: true });
  const euros = erp.addPricelist({ name: 'Euro', currency: 'EUR' });
  const { url, database, login, apiKey } = sandbox;
  return {
    sandbox,
    warehouseIds: [String(FIRST_WAREHOUSE_ID), String(eastId)],
    settings: {
      url,
      database,
      login,
      apiKey,
      taxes: { [US_TAX.rate]: { excluded: usTax }, [DE_TAX.rate]: { included: deTax } },
      pricelists: { EUR: euros },
    },
  };
}
