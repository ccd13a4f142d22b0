import { expect } from 'vitest';
import { klaviyo } from '#connectors/klaviyo/connector.ts';
import { startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { openSpecification } from '#tests/support/published-specification.ts';
import { required } from './check.ts';
import type { ConformanceFixture, Ground, RecordHands } from './fixture.ts';
import { openKlaviyoDesk } from './klaviyo-desk.ts';
import { klaviyoWebhooks } from './klaviyo-webhooks.ts';
import { createPassingClock } from './passing-clock.ts';

const PAGE = 5;
const RECORDS = 12;
/** How late the sandbox's search is when it is stale. */
const LAG_MS = 5_000;

const canaries = {
  apiKey: 'pk_canary-4d1f',
  webhookSecret: 'canary-of-the-webhook',
  webhookSecretPrevious: 'canary-of-the-former-one',
};

const specification = openSpecification('klaviyo-fixed-for-ajv.json');

/** Klaviyo: it knows customers, what they agreed to and what they bought. */
export const klaviyoFixture: ConformanceFixture = {
  title: 'Klaviyo',
  connector: klaviyo,
  currencies: ['USD'],
  costs: 'declared',
  settings: {
    valid: { url: 'http://127.0.0.1:9', ...canaries },
    secrets: Object.values(canaries),
    wrong: [
      { path: 'url', change: { url: 'http://klaviyo.example.com' } },
      { path: 'apiKey', change: { apiKey: '' } },
      { path: 'webhookSecret', change: { webhookSecret: 'short' } },
      { path: 'webhookSecretPrevious', change: { webhookSecretPrevious: 'short' } },
      { path: 'consentList', change: { consentList: '' } },
      { path: 'pageSize', change: { pageSize: 101 } },
      { path: 'quarantineMs', change: { quarantineMs: 0 } },
      { path: 'colour', change: { colour: 'red' } },
    ],
  },
  start: startGround,
};

async function startGround(): Promise<Ground> {
  const clock = createPassingClock();
  const start = (scopes?: readonly string[]) =>
    startKlaviyoSandbox({
      clock,
      scopes,
      isLimited: false,
      staleSearchMs: LAG_MS,
      sendWebhook: () => Promise.resolve(200),
      observe: (request, response) => specification?.observe(request, response),
    });
  const started = [await start()];
  const sandbox = required(started[0], 'a sandbox');
  const settingsOf = ({ url, apiKey }: typeof sandbox) => ({
    ...canaries,
    url,
    apiKey,
    pageSize: PAGE,
    overlapMs: LAG_MS + 2_000,
  });
  const settings = settingsOf(sandbox);
  const desk = openKlaviyoDesk(sandbox, clock);
  const { state, people } = sandbox;
  const profiles: RecordHands = {
    fill() {
      while (state.profiles.size < RECORDS) desk.add();
      return Promise.resolve();
    },
    add: () => Promise.resolve(void desk.add()),
    ids: () => [...state.profiles.keys()],
    change: (id) => people.editProfile({ id }, { first_name: state.nextId('NAM') }),
  };
  return {
    settings,
    faults: sandbox.faults,
    lagMs: LAG_MS,
    advance: (ms) => clock.advance(ms),
    async close() {
      for (const one of started) await one.close();
      expect(specification?.takeViolations() ?? []).toEqual([]);
    },
    accounts: {
      refused: () => ({ ...settings, apiKey: 'pk_of-nobody' }),
      async tooFewRights() {
        const other = await start(['accounts:read', 'profiles:read', 'metrics:read', 'events:read']);
        started.push(other);
        return { settings: settingsOf(other), named: /lacks .*lists:read/ };
      },
    },
    records: { 'consents changedSince': profiles, 'consents all': profiles },
    marketing: desk,
    webhooks: klaviyoWebhooks(sandbox, canaries),
    refusals: [
      {
        title: 'a batch that Klaviyo does not know',
        run: (connection) =>
          required(connection.customers?.target, 'a customer target').outcome('01NOSUCHJOB'),
        words: /not found/i,
      },
      {
        title: 'a list that Klaviyo does not have',
        run: (connection) => required(connection.lists?.target, 'a list target').remove('NoList', ['01PRO']),
        words: /not found/i,
      },
    ],
    lies: [
      {
        title: 'a next page at another address',
        tell: (response) => withNext(response, 'https://elsewhere.example/api/profiles?page%5Bcursor%5D=1'),
      },
      { title: 'a next page without an address', tell: (response) => withNext(response, '') },
    ],
  };
}

function withNext<Answer extends { readonly body: string }>(
  response: Answer,
  next: string,
): Answer | undefined {
  const body = JSON.parse(response.body) as { links?: { next?: string } };
  if (typeof body.links?.next !== 'string') return undefined;
  return { ...response, body: JSON.stringify({ ...body, links: { ...body.links, next } }) };
}
