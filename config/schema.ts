import { z } from 'zod';
import type { Order } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { secret } from '#sdk/secret.ts';
import { address, publicAddress } from './address.ts';
import { buffer } from './buffer.ts';
import { duration } from './duration.ts';
import { moment, name, share, units } from './fields.ts';
import { holds, routing } from './order-schema.ts';
import { sealingKey } from './sealing-key.ts';
import { destination, rfm, segment, stockSignals } from './segment-schema.ts';
import { allocation, autoBuffer, backorder, bundles, tags, unitsPer } from './stock-schema.ts';

const port = z.int().min(0).max(65_535);

const connection = z.strictObject({
  /** `shopify`, `odoo`. */
  connector: z.string(),
  /** The connector's own settings; its schema says which. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** The longest that one call may take. What a write may still do after it counts as unknown. */
  timeout: duration({ min: '1s', max: '5m' }).default(30_000),
  /** Whether it is told what other systems shipped of its orders: a store of all, an ERP of what left a place that it knows. */
  shipments: z.enum(['tell', 'ignore']).default('tell'),
});

const location = z.strictObject({
  /** The connection that counts this place, its id there, and how many units it counts as one. */
  authority: z.strictObject({
    connection: name,
    locationId: z.string().min(1),
    unitsPer: unitsPer.prefault({}),
  }),
  /** Channel -> the channel's location that shows this stock. */
  shownOn: z.record(name, z.string().min(1)).default({}),
  /** The connection that ships from here; null: the one that counts it. */
  shippedBy: name.nullable().default(null),
  /** Connection that books -> its own place that stands for this one. Whoever counts it needs none. */
  bookedAt: z.record(name, z.string().min(1)).default({}),
  /** False: given up. It counts nothing, shows nothing and ships nothing. */
  active: z.boolean().default(true),
});

const channel = z.strictObject({
  /** The connection that books this channel's orders; null books none. */
  bookedBy: name.nullable().default(null),
  /** Orders created before this moment are mirrored and never booked. Default: the moment of the first start. */
  ordersFrom: moment.nullable().default(null),
  testOrders: z.enum(['skip', 'book']).default('skip'),
  /** `ignore`, `record` (checked and explained), `draft` (credit notes that a person posts), `post`. */
  refunds: z.enum(['ignore', 'record', 'draft', 'post']).default('draft'),
  /** What part of the available units it shows. */
  allocation: allocation.prefault({}),
});

const marketing = z.strictObject({
  /** The stores whose customers and orders this connection is told of, and which are told who said no there. */
  stores: z.array(name).min(1),
  /** Segment, ready-made or of `segments` -> where its members are shown. */
  segments: z.record(name, destination).default({}),
  /** Absent: it is told of no stock. */
  stockSignals: stockSignals.nullable().default(null),
});

const policies = z.strictObject({
  /** A line whose SKU the booking system does not have: `park` the order, or book it on `placeholderSku`. */
  unmappedSku: z.enum(['park', 'placeholder']).default('park'),
  placeholderSku: z.string().min(1).nullable().default(null),
});

const brake = z.strictObject({
  /** Share of a channel's numbers that may be emptied or moved far within `window` before a person is asked. */
  share: share.default(0.2),
  /** So many may always move. */
  cellsMin: units.default(20),
  window: duration({ min: '1s', max: '1d' }).default(600_000),
  /** Far is: at least this share of the number shown, and at least `unitsMin` units. */
  moveShare: share.default(0.5),
  unitsMin: units.default(3),
});

const intervals = z.strictObject({
  pullOrders: duration({ min: '1s', max: '1d' }).default(60_000),
  pullStock: duration({ min: '1s', max: '1d' }).default(60_000),
  pullCatalog: duration({ min: '1s', max: '7d' }).default(900_000),
  pullCustomers: duration({ min: '1s', max: '1d' }).default(60_000),
  segments: duration({ min: '1s', max: '7d' }).default(900_000),
  sweepStock: duration({ min: '10s', max: '7d' }).default(6 * 3_600_000),
  sweepOrders: duration({ min: '10s', max: '7d' }).default(6 * 3_600_000),
  sweepCustomers: duration({ min: '10s', max: '30d' }).default(24 * 3_600_000),
  registerWebhooks: duration({ min: '10s', max: '7d' }).default(3_600_000),
  prune: duration({ min: '10s', max: '7d' }).default(3_600_000),
});

const retention = z.strictObject({
  events: duration({ min: '1h', max: '3650d' }).default(30 * 86_400_000),
  effectBodies: duration({ min: '1h', max: '3650d' }).default(30 * 86_400_000),
  stockEntries: duration({ min: '1h', max: '3650d' }).default(90 * 86_400_000),
  discrepancies: duration({ min: '1h', max: '3650d' }).default(365 * 86_400_000),
});

type MapOrder = (order: OrderToBook, source: Order) => OrderToBook;

/** The whole configuration. Every key is known: an unknown one is a spelling mistake, and refused. */
export const configurationSchema = z.strictObject({
  /** Ledger, keys and private Redis; relative to the configuration file. */
  dataDir: z.string().min(1).default('.syncline'),
  /** `postgres://...`; absent: a SQLite file in `dataDir`. */
  databaseUrl: address(['postgres:', 'postgresql:']).nullable().default(null),
  /** Absent: a private Redis on this machine. */
  redisUrl: address([
    'redis:',
    'rediss:',
    'redis+sentinel:',
    'rediss+sentinel:',
    'redis+cluster:',
    'rediss+cluster:',
  ])
    .nullable()
    .default(null),
  /** Where vendors reach us, `https://sync.example.com`; absent: polling only. */
  publicUrl: publicAddress().nullable().default(null),
  server: z
    .strictObject({ host: z.string().min(1).default('127.0.0.1'), port: port.default(8080) })
    .prefault({}),
  /** Where the commands reach a running Syncline; always on this machine. 0 takes any free port. */
  control: z.strictObject({ port: port.default(0) }).prefault({}),
  /** Opens the queues' page; absent: one is made at the first start and kept in `dataDir`. */
  boardToken: secret().nullable().default(null),
  /** 32 random bytes, base64 or hex, that seal personal data; absent: made at the first start and kept in `dataDir`. */
  sealingKey: sealingKey().nullable().default(null),
  /** Keys that no longer seal and still open what they sealed. */
  sealingKeysPrevious: z.array(sealingKey()).default([]),
  connections: z
    .record(name, connection)
    .refine((all) => Object.keys(all).length > 0, 'expected at least one connection'),
  locations: z.record(name, location).default({}),
  channels: z.record(name, channel).default({}),
  /** The connections that write to customers. */
  marketing: z.record(name, marketing).default({}),
  /** The merchant's own groups of customers. */
  segments: z.record(name, segment).default({}),
  /** Where the grades of the ready-made segments lie. */
  rfm: rfm.prefault({}),
  /** The merchant's own groups of items: tag -> SKUs. */
  tags: tags.default({}),
  /** Units kept back: for all SKUs, per SKU (`'*'` for all others), per tag, or by a function. */
  buffer: buffer().default(0),
  autoBuffer: autoBuffer.nullable().default(null),
  backorder: backorder.prefault({}),
  bundles: bundles.default({}),
  routing: routing.prefault({}),
  holds: holds.prefault({}),
  policies: policies.prefault({}),
  brake: brake.prefault({}),
  intervals: intervals.prefault({}),
  retention: retention.prefault({}),
  /** The merchant's own say over what is booked. Called again for every booking of an order, so it must be pure. */
  mapOrder: z
    .custom<MapOrder>((value) => typeof value === 'function', 'expected a function (order, source) => order')
    .nullable()
    .default(null),
  worker: z.strictObject({ concurrency: z.int().min(1).max(200).default(10) }).prefault({}),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
});

/** What a merchant writes. */
export type ConfigurationInput = z.input<typeof configurationSchema>;
/** What the program works with: all defaults filled in, all secrets hidden. */
export type Configuration = z.output<typeof configurationSchema>;
