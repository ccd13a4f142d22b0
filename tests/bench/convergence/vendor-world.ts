import { z } from 'zod';

export const SHOP_DOMAIN = 'bench.myshopify.com';

/** What the vendors tell of themselves to both sides. */
export const vendorWorld = z.object({
  storeUrl: z.url(),
  erpUrl: z.url(),
  accessToken: z.string(),
  storeLocationId: z.string(),
  warehouseId: z.string(),
  taxId: z.int(),
  database: z.string(),
  login: z.string(),
  apiKey: z.string(),
});
export type VendorWorld = z.output<typeof vendorWorld>;
