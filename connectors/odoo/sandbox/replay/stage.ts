import { createOdooSandbox, type OdooSandboxCore } from '#connectors/odoo/sandbox/start.ts';
import { createRegistry } from '#connectors/odoo/sandbox/registry.ts';
import type { Version } from '#connectors/odoo/sandbox/orm/model.ts';
import type { Json, JsonObject } from '#connectors/odoo/sandbox/orm/values.ts';
import { type Comparison, differences } from './compare.ts';
import { type Exchange, type Outcome, toOutcome } from './exchange.ts';
import { createMapping, type Mapping } from './mapping.ts';
import { translateRequest, type Translator } from './translate.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

const PAUSE_MS = 1_300;
const HEAD_START_MS = 60_000;
const WRONG = 'wrong-secret';

/** A sandbox that one recorded file is played against, with what has been learned about its ids so far. */
export interface Stage {
  readonly core: OdooSandboxCore;
  readonly clock: VirtualClock;
  readonly mapping: Mapping;
  /** Plays one call alone. */
  play(exchange: Exchange): Promise<string[]>;
  /** Plays calls at the same moment and compares their answers in whatever order they fit. */
  playTogether(exchanges: readonly Exchange[]): Promise<string[]>;
  /** Sends without comparing, now. */
  send(exchange: Exchange): Promise<{ readonly outcome: Outcome; readonly status: number }>;
}

interface User {
  readonly uid: number;
  readonly secret: string;
}

export interface StageOptions {
  readonly version: Version;
  readonly exchanges: readonly Exchange[];
  readonly workMs: (call: { readonly model: string; readonly method: string }) => number;
}

export function createStage({ version, exchanges, workMs }: StageOptions): Stage {
  const startMs = firstTimeMs(exchanges) - HEAD_START_MS;
  const clock = createVirtualClock(startMs);
  const database = `vl${version}`;
  const core = createOdooSandbox({ version, clock, database, withDelivery: false, workMs });
  const registry = createRegistry(version, { withDelivery: false });
  const mapping = createMapping();
  const users = createTestUsers(core);
  const firstMade = firstMadeIds(exchanges);
  mapping.learn('res.users', version >= 19 ? 8 : 9, users['plain']?.uid ?? 0);
  const translator: Translator = { registry, mapping };
  const comparison: Comparison = {
    registry,
    mapping,
    stamps: new Map(),
    firstMade: (model) => firstMade.get(model),
  };

  const send: Stage['send'] = async (exchange) => {
    const user = userFor(users, exchange);
    const body = translateRequest(translator, exchange, user.secret, user.uid);
    const response = await core.handler({
      method: exchange.method,
      path: exchange.path,
      headers: { authorization: `bearer ${user.secret}` },
      body: exchange.method === 'GET' ? '' : JSON.stringify(body),
    });
    const answer = JSON.parse(response.body) as Json;
    return {
      outcome: toOutcome(response.status, exchange.path === '/jsonrpc', answer),
      status: response.status,
    };
  };
  return {
    core,
    clock,
    mapping,
    send,
    async play(exchange) {
      clock.advance(PAUSE_MS);
      const { outcome, status } = await clock.drive(send(exchange));
      return differences(comparison, exchange, outcome, status);
    },
    async playTogether(batch) {
      clock.advance(PAUSE_MS);
      const answers = await clock.drive(Promise.all(batch.map(send)));
      const left = [...answers];
      return batch.flatMap((exchange) => {
        const fits = left.findIndex(
          ({ outcome, status }) => differences(comparison, exchange, outcome, status).length === 0,
        );
        if (fits === -1)
          return [
            `no answer fits ${exchange.call} of #${exchange.number}: ${JSON.stringify(left.map(({ outcome }) => outcome)).slice(0, 600)}`,
          ];
        left.splice(fits, 1);
        return [];
      });
    },
  };
}

/** The lowest id that the recording itself made, per model. */
function firstMadeIds(exchanges: readonly Exchange[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { model, call, outcome } of exchanges) {
    if (outcome.kind !== 'result' || (call !== 'create' && call !== 'load')) continue;
    const made = call === 'load' ? (outcome.value as JsonObject)['ids'] : outcome.value;
    for (const id of Array.isArray(made) ? made : [made]) {
      if (typeof id === 'number') first.set(model, Math.min(first.get(model) ?? id, id));
    }
  }
  return first;
}

function firstTimeMs(exchanges: readonly Exchange[]): number {
  const [, text = '2026-11-22 19:00:00'] =
    /"write_date":"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"/u.exec(JSON.stringify(exchanges)) ?? [];
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

function createTestUsers(core: OdooSandboxCore): Readonly<Record<string, User>> {
  const add = (login: string, role: 'salesman' | 'plain', isKeyExpired = false): User => {
    const secret = `key-of-${login}`;
    return {
      uid: core.erp.addUser({ login, role, password: `password-of-${login}`, apiKey: secret, isKeyExpired }),
      secret,
    };
  };
  return {
    admin: { uid: 2, secret: core.apiKey },
    salesman: add('sales-lab', 'salesman'),
    plain: add('plain-lab', 'plain'),
    expired: add('expired-lab', 'plain', true),
  };
}

/** Who made a recorded call: by the case, because keys and passwords were taken out of the recordings. */
function userFor(
  users: Readonly<Record<string, User>>,
  { testCase, uid, outcome, model, call, path, body }: Exchange,
): User {
  const admin = users['admin'] ?? { uid: 2, secret: '' };
  const denied =
    outcome.kind === 'error' && (outcome.message === 'Access Denied' || outcome.message === 'Invalid apikey');
  if (testCase === 'expired-api-key') return users['expired'] ?? admin;
  if (testCase === 'deactivated-user' && model !== 'res.users') return users['plain'] ?? admin;
  if (testCase === 'api-key-as-password') return users['salesman'] ?? admin;
  if (testCase === 'no-rights-plain-user') return users['plain'] ?? admin;
  if (testCase === 'no-rights-salesman' && !(path !== '/jsonrpc' ? isAdminsOwn(model, call) : uid === 2))
    return users['salesman'] ?? admin;
  if (uid === 999_999) return { uid, secret: admin.secret };
  const refused = outcome.kind === 'result' && outcome.value === false && isLogin(body);
  return denied || refused ? { uid: 2, secret: WRONG } : admin;
}

/** The first order of the salesman's case was made by the administrator: that is what makes it another man's order. */
function isAdminsOwn(model: string, call: string): boolean {
  return model === 'sale.order' && call === 'create';
}

function isLogin(body: JsonObject): boolean {
  const params = body['params'];
  return (
    typeof params === 'object' &&
    params !== null &&
    !Array.isArray(params) &&
    (params as JsonObject)['service'] === 'common'
  );
}
