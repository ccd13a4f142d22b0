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
      // Whether it is told what other systems shipped of its orders: 'tell' or 'ignore'.
      // shipments: 'tell',
    },
  },

  // The places that hold stock: who counts them, and which location of which store shows them. "syncline check" lists
  // the ids of both sides.
  locations: {
    main: {
      // An authority that counts in cases says so: unitsPer: { bySku: { 'SKU-1': 12 } }
      authority: { connection: 'erp', locationId: '1' },
      shownOn: { 'store-us': 'gid://shopify/Location/12345678' },
      // Who ships from here, if it is not the one that counts it: a connection that takes requests (shipbob) is asked for each
      // order, an ERP ships what it booked. active: false for a location that was given up.
      // shippedBy: 'erp', active: true,
      // Where a 3PL counts it: the ERP's own place that stands for it, so that the ERP hears of what leaves: bookedAt: { erp: '5' }
    },
  },

  // The connections that sell. Orders created before `ordersFrom` are never booked (default: the first start).
  channels: {
    'store-us': {
      bookedBy: 'erp',
      ordersFrom: null,
      testOrders: 'skip',
      // What becomes of its refunds there. 'draft' writes credit notes that somebody looks at and posts; 'post' posts them,
      // which cannot be taken back; 'record' only checks and explains them; 'ignore' leaves them alone.
      refunds: 'draft',
      // Its part of what is available: share (rounded down), then at most cap, then 0 below showMin. Shares of channels
      // that show the same location may add up to more than 1: then they share the rest.
      allocation: { share: 1, cap: null, showMin: 0 /* bySku: { 'SKU-1': { cap: 5 } }, byTag: { ... } */ },
    },
  },

  // A tool that writes to customers, and the stores that feed it: profiles, what was bought, and who said no, in both
  // directions. Each store needs customers: true in its settings. A no holds everywhere; a yes is passed on only with its
  // proof and while it is fresh.
  // connections: { klaviyo: { connector: 'klaviyo', settings: { apiKey: secretFromEnv('KLAVIYO_API_KEY') } } }
  // marketing: { klaviyo: { stores: ['store-us'] } },
  // Groups of customers on its lists or in its profiles, ready-made or of your own, and what is back in stock or runs low:
  // marketing: { klaviyo: { stores: ['store-us'], segments: { loyal: { list: 'XyZ123' }, vip: { property: true } }, stockSignals: {} } },
  // segments: { vip: { where: { orders: { min: 5 }, lastOrder: { within: '180d' } } } },

  // Your own groups of items, for the settings below.
  // tags: { fragile: ['SKU-1', 'SKU-2'] },

  // Units kept back: one number, { 'SKU-1': 5, '*': 2 }, { byTag: { fragile: 3 }, others: 1 }, or (sku, tags) => units.
  buffer: 0,

  // A buffer that follows the risk to sell the last units twice: raised at once, lowered after a rest.
  // autoBuffer: { max: 10, slack: 0.25, rest: '15m' },

  // What may be sold below zero; with shipsFrom a pre-order.
  // backorder: { bySku: { 'SKU-9': { units: 50, until: '2026-12-01', shipsFrom: '2026-12-15' } } },

  // What is made of other items when it is sold; a pack has one part. A bundle that is assembled ahead and counted as an
  // item of its own needs stocked: true.
  // bundles: { 'SKU-SET': { parts: { 'SKU-A': 2, 'SKU-B': 1 } }, 'SKU-6PACK': { parts: { 'SKU-A': 6 } } },

  // Which location ships what: as the store assigned it, or by rules over the stock at hand, lowest priority first.
  // routing: {
  //   by: 'rules',
  //   split: 'keep-together',
  //   rules: { west: { priority: 1, when: { regions: ['US-CA'] }, shipFrom: ['main'], stock: 'at-hand' } },
  // },

  // What keeps an order back from being shipped. Nothing does, unless it is named here.
  // holds: { payment: 'paid', paidLater: ['invoice'], risk: true, address: true, preOrder: true, tags: { stop: 'manual' } },

  // A SKU that the ERP does not know parks its order until somebody creates the item. Or book it on a placeholder:
  // policies: { unmappedSku: 'placeholder', placeholderSku: 'UNKNOWN' },

  // Where the stores reach us. Without it there are no webhooks: changes are found by polling alone.
  // publicUrl: 'https://sync.example.com',

  // server: { host: '127.0.0.1', port: 8080 },

  // Stops a change of many numbers before its first write, and asks: "syncline brake".
  brake: { share: 0.2, cellsMin: 20, window: '10m', moveShare: 0.5, unitsMin: 3 },

  // Webhooks are hints; these intervals are what is certain.
  intervals: {
    pullOrders: '1m',
    pullStock: '1m',
    pullCatalog: '15m',
    pullCustomers: '1m',
    segments: '15m',
    sweepStock: '6h',
    sweepOrders: '6h',
    sweepCustomers: '1d',
  },

  retention: { events: '30d', effectBodies: '30d', stockEntries: '90d', discrepancies: '365d' },

  // Your own say over what is booked; called again for every booking, so it must depend on its arguments alone.
  // mapOrder: (order, source) => ({ ...order, tags: [...order.tags, source.sourceName ?? 'web'] }),

  // The ledger is a SQLite file in .syncline/ and Redis is private, unless told otherwise (DATABASE_URL, REDIS_URL).
  // databaseUrl: secretFromEnv('DATABASE_URL'),
  // redisUrl: secretFromEnv('REDIS_URL'),
});
