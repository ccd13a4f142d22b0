// The configuration of Syncline. Every setting is optional but `connections`; "syncline check" says what is wrong and
// what is missing. Secrets stand in the environment, in a file .env beside this one, or in the file that <NAME>_FILE names;
// they are read again on SIGHUP.
import { defineConfig, secretFromEnv, textFromEnv } from '#config/define-config.ts';

export default defineConfig({
  // The systems to keep in agreement, by names of your own. Names stay: they are part of every reference.
  connections: {
    'store-us': {
      connector: 'shopify',
      settings: {
        shop: textFromEnv('SHOPIFY_SHOP'), // acme.myshopify.com
        clientId: textFromEnv('SHOPIFY_CLIENT_ID'),
        clientSecret: secretFromEnv('SHOPIFY_CLIENT_SECRET'),
        // A static token instead of the two lines above: accessToken: secretFromEnv('SHOPIFY_TOKEN'),
      },
    },
    erp: {
      connector: 'odoo',
      settings: {
        url: textFromEnv('ODOO_URL'), // https://erp.example.com
        database: textFromEnv('ODOO_DATABASE'),
        login: textFromEnv('ODOO_LOGIN'),
        apiKey: secretFromEnv('ODOO_API_KEY'),
      },
    },
  },

  // The places that hold stock: who counts them, and which location of which store shows them. "syncline check" lists
  // the ids of both sides.
  locations: {
    main: {
      authority: { connection: 'erp', locationId: '1' },
      shownOn: { 'store-us': 'gid://shopify/Location/12345678' },
    },
  },

  // The connections that sell. Orders created before `ordersFrom` are never booked (default: the first start).
  channels: {
    'store-us': { bookedBy: 'erp', ordersFrom: null, testOrders: 'skip' },
  },

  // Units kept back: one number, { 'SKU-1': 5, '*': 2 }, or (sku) => units.
  buffer: 0,

  // A SKU that the ERP does not know parks its order until somebody creates the item. Or book it on a placeholder:
  // policies: { unmappedSku: 'placeholder', placeholderSku: 'UNKNOWN' },

  // Where the stores reach us. Without it there are no webhooks: changes are found by polling alone.
  // publicUrl: 'https://sync.example.com',

  // server: { host: '127.0.0.1', port: 8080 },

  // Stops a change of many numbers before its first write, and asks: "syncline brake".
  brake: { share: 0.2, cellsMin: 20, window: '10m', moveShare: 0.5, unitsMin: 3 },

  // Webhooks are hints; these intervals are what is certain.
  intervals: { pullOrders: '1m', pullStock: '1m', pullCatalog: '15m', sweepStock: '6h', sweepOrders: '6h' },

  retention: { events: '30d', effectBodies: '30d', stockEntries: '90d', discrepancies: '365d' },

  // Your own say over what is booked; called again for every booking, so it must depend on its arguments alone.
  // mapOrder: (order, source) => ({ ...order, tags: [...order.tags, source.sourceName ?? 'web'] }),

  // The ledger is a SQLite file in .syncline/ and Redis is private, unless told otherwise (DATABASE_URL, REDIS_URL).
  // databaseUrl: secretFromEnv('DATABASE_URL'),
  // redisUrl: secretFromEnv('REDIS_URL'),
});
