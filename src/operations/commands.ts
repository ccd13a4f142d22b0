import { z } from 'zod';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { acceptDiscrepancy } from './accept-discrepancy.ts';
import { backfillShape, beginBackfill } from './begin-backfill.ts';
import { approveBrake } from './brakes.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { holdOrder, releaseOrder, type ShippingSystems } from './hold-order.ts';
import { OperationError } from './operation-error.ts';
import { dropParked, listParked, retryParked } from './parked.ts';
import { pauseConnection, resumeConnection } from './pause-connection.ts';
import { pullConnection } from './pull-connection.ts';
import { replayEvent } from './replay-event.ts';

/** What a command that changes something works with: in the daemon, or in the command's own process when none runs. */
export interface CommandContext {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly onProgress: (share: number) => void;
}

/** A command closed over its own arguments, so that the table is a plain record. */
export interface Command {
  /** @throws {OperationError} it cannot be done, or its arguments are wrong. */
  readonly run: (context: CommandContext, args: unknown) => Promise<unknown>;
}

const connection = z.string();
const who = z.string().min(1).max(200);

/** Every command that changes something. */
export const commands: Readonly<Record<string, Command>> = {
  pull: define(z.strictObject({ connection }), ({ ledger, connections }, args) =>
    pullConnection(ledger, args.connection, find(connections, args.connection)),
  ),
  pause: define(
    z.strictObject({ connection, reason: z.string().min(1).max(500) }),
    ({ ledger, clock, connections }, args) => {
      find(connections, args.connection);
      return pauseConnection(ledger, args.connection, { reason: args.reason, now: clock.now() });
    },
  ),
  resume: define(z.strictObject({ connection }), ({ ledger, connections }, args) => {
    find(connections, args.connection);
    return resumeConnection(ledger, args.connection);
  }),
  'parked-retry': define(
    z.strictObject({ ids: z.array(z.string()).min(1).max(10_000) }),
    ({ ledger }, args) => retryParked(ledger, args.ids),
  ),
  'parked-retry-all': define(
    z.strictObject({ connection: connection.optional(), job: z.string().optional() }),
    async ({ ledger }, args) => {
      const items = await listParked(ledger, args);
      return items.length === 0
        ? { retried: 0 }
        : retryParked(
            ledger,
            items.map((item) => item.id),
          );
    },
  ),
  'parked-drop': define(z.strictObject({ id: z.string() }), ({ ledger }, args) =>
    dropParked(ledger, args.id),
  ),
  'discrepancy-accept': define(z.strictObject({ id: z.string() }), ({ ledger, clock }, { id }) =>
    acceptDiscrepancy(ledger, id, clock.now()),
  ),
  'replay-event': define(z.strictObject({ id: z.string() }), ({ ledger }, args) =>
    replayEvent(ledger, args.id),
  ),
  'hold-order': define(
    z.strictObject({ order: z.string().min(1), by: who, reason: z.string().min(1).max(500) }),
    ({ ledger, clock, connections }, { order, by, reason }) =>
      holdOrder(ledger, order, { by, reason, now: clock.now(), systems: shippingSystems(connections) }),
  ),
  'release-order': define(
    z.strictObject({ order: z.string().min(1), by: who }),
    ({ ledger, connections }, { order, by }) =>
      releaseOrder(ledger, order, { by, systems: shippingSystems(connections) }),
  ),
  'privacy-erase': define(
    z.strictObject({ email: z.string().min(3).max(320), by: who }),
    ({ ledger, clock, connections }, { email, by }) =>
      erasePerson(ledger, email, { by, now: clock.now(), connections }),
  ),
  'privacy-export': define(
    z.strictObject({ email: z.string().min(3).max(320), by: who, request: z.string().min(1).nullable() }),
    ({ ledger, clock, connections }, { email, ...options }) =>
      exportPerson(ledger, email, { ...options, now: clock.now(), connections }),
  ),
  backfill: define(backfillShape, ({ ledger, clock, connections }, args) => {
    for (const name of [args.connection, ...args.stores]) find(connections, name);
    return beginBackfill(ledger, args, clock.now());
  }),
  'brake-approve': define(z.strictObject({ hash: z.string(), by: who }), ({ ledger, clock }, args) =>
    approveBrake(ledger, args.hash, { by: args.by, now: clock.now() }),
  ),
  backup: define(z.strictObject({ path: z.string().min(1) }), async ({ ledger, onProgress }, args) => {
    await ledger.backup(args.path, onProgress);
    return { path: args.path };
  }),
};

function define<Args extends z.ZodType>(
  schema: Args,
  run: (context: CommandContext, args: z.output<Args>) => Promise<unknown>,
): Command {
  return {
    run: async (context, raw) => {
      const args = schema.safeParse(raw);
      if (!args.success) throw new OperationError(`wrong arguments: ${z.prettifyError(args.error)}`);
      return run(context, args.data);
    },
  };
}

function shippingSystems(connections: ReadonlyMap<string, Connection>): ShippingSystems {
  const names = (can: (account: Connection) => boolean): readonly string[] =>
    [...connections].flatMap(([name, account]) => (can(account) ? [name] : []));
  return {
    warehouses: names(({ requests }) => requests?.target !== undefined),
    bookedBy: names(({ orders }) => orders?.target !== undefined),
  };
}

function find(connections: ReadonlyMap<string, Connection>, name: string): Connection {
  const account = connections.get(name);
  if (account !== undefined) return account;
  throw new OperationError(
    `there is no connection "${name}"`,
    `configured are: ${[...connections.keys()].join(', ')}`,
  );
}
