import type { Clock } from '#sdk/clock.ts';
import { createFaultBoard, createSeededDraw, type FaultBoard } from '#sdk/sandbox/fault-board.ts';
import { machineClock } from '#sdk/sandbox/machine-edges.ts';
import {
  type RunningSandbox,
  type SandboxHandler,
  serveSandbox,
  withTransportFaults,
} from '#sdk/sandbox/serve.ts';
import type { RoundingMethod } from './business/tax-math.ts';
import { createErp, type OdooErp } from './books/erp.ts';
import { createLedger } from './books/ledger.ts';
import { installDatabase } from './install.ts';
import type { Version } from './orm/model.ts';
import { createRegistry } from './registry.ts';
import { ADMIN_UID } from './seed.ts';
import { createHandler, operationOf } from './wire/handler.ts';
import { createStamp, isReader, type OdooServer } from './wire/server.ts';
import { createUsers } from './wire/users.ts';

const READ_MS_MAX = 4;
const WRITE_MS_MAX = 16;

export interface OdooSandboxOptions {
  readonly version?: Version | undefined;
  /** The machine's clock unless given; a simulation hands in its own. */
  readonly clock?: Clock | undefined;
  readonly seed?: number | undefined;
  readonly database?: string | undefined;
  readonly login?: string | undefined;
  readonly password?: string | undefined;
  readonly apiKey?: string | undefined;
  /** The company's currency, USD unless given. */
  readonly currency?: string | undefined;
  readonly companyName?: string | undefined;
  /** `round_per_line` in 17 and 18 and `round_globally` in 19 unless given, as fresh servers came. */
  readonly rounding?: RoundingMethod | undefined;
  /** Taxes by name, excluded from the price unless said otherwise. */
  readonly taxes?:
    | readonly { readonly name: string; readonly percent: number; readonly isIncluded?: boolean }[]
    | undefined;
  /** The tax that products get by themselves, in percent; 15 as in the vendor's demo company, 0 for none. */
  readonly defaultTaxPercent?: number | undefined;
  /** Whether transfers have a carrier and a tracking number. True unless given. */
  readonly withDelivery?: boolean | undefined;
  /** How long a call takes; a few milliseconds unless given. */
  readonly workMs?: OdooServer['workMs'] | undefined;
  readonly faults?: FaultBoard | undefined;
}

/** The sandbox without a socket: a handler over the model, for a simulation that owns time. */
export interface OdooSandboxCore {
  readonly version: Version;
  readonly database: string;
  readonly login: string;
  readonly password: string;
  readonly apiKey: string;
  readonly faults: FaultBoard;
  readonly erp: OdooErp;
  /** Answers as the server and its proxy do, without the transport's own faults. */
  readonly handler: SandboxHandler;
  /** With the transport's faults: `undefined` means that the caller never hears an answer. */
  readonly faultyHandler: ReturnType<typeof withTransportFaults>;
}

export interface OdooSandbox extends OdooSandboxCore, RunningSandbox {}

/** Builds the model and its wire surface, and listens on nothing. */
export function createOdooSandbox(options: OdooSandboxOptions = {}): OdooSandboxCore {
  const { version = 18, seed = 1, database = 'odoo', login = 'admin' } = options;
  const { password = 'admin', apiKey = 'sandbox-api-key' } = options;
  const clock = options.clock ?? machineClock;
  const faults = options.faults ?? createFaultBoard({ now: () => clock.now(), seed });
  const withDelivery = options.withDelivery ?? true;
  const registry = createRegistry(version, { withDelivery });
  const draw = createSeededDraw(seed + 1);
  const workMs =
    options.workMs ?? (({ method }) => 1 + draw() * (isReader(method) ? READ_MS_MAX : WRITE_MS_MAX));
  const machine = { registry, version, clock, faults, workMs, stamp: createStamp(clock) };
  const db = installDatabase(machine, {
    currency: options.currency ?? 'USD',
    companyName: options.companyName ?? 'YourCompany',
    rounding: options.rounding ?? (version >= 19 ? 'round_globally' : 'round_per_line'),
    defaultTaxPercent: options.defaultTaxPercent ?? 15,
    withDelivery,
    login,
  });
  const server: OdooServer = { ...machine, db };
  const users = createUsers(db);
  const ledger = createLedger(db, () => clock.now());
  users.set(ADMIN_UID, { password, apiKey });
  const erp = createErp(server, users, ledger);
  for (const tax of options.taxes ?? []) erp.addTax(tax);

  const handler = createHandler({ server, users, database, count: ledger.countCall });
  return {
    version,
    database,
    login,
    password,
    apiKey,
    faults,
    erp,
    handler,
    faultyHandler: withTransportFaults(handler, { faults, clock, operationOf }),
  };
}

/** A running Odoo on loopback. */
export async function startOdooSandbox(
  options: OdooSandboxOptions & { readonly port?: number | undefined } = {},
): Promise<OdooSandbox> {
  const core = createOdooSandbox(options);
  const running = await serveSandbox({
    handler: core.faultyHandler,
    faults: core.faults,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return { ...core, ...running };
}
