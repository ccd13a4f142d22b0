import { toReadyRule } from '#domain/ready-segments.ts';
import type { SegmentRule } from '#domain/segment.ts';
import { evaluateSegments } from '#jobs/evaluate-segments.ts';
import { pushSegments } from '#jobs/push-segments.ts';
import { syncProfiles } from '#jobs/sync-profiles.ts';
import { approveBrake } from '#operations/brakes.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Brake } from '#sdk/ledger/brakes.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import { type MarketingBench, openMarketingBench } from './marketing-bench.ts';
import { openTestLedger } from './open-test-ledger.ts';

export const DAY_MS = 86_400_000;
const inCanada: SegmentRule = { where: { countries: ['CA'] }, any: [], not: [] };
const isNew = toReadyRule('new-customers', {
  recencyMs: [30 * DAY_MS, 90 * DAY_MS, 180 * DAY_MS, 365 * DAY_MS],
  orders: [2, 3, 5, 10],
  spent: new Map(),
});

/** A store, Klaviyo, and two segments: `canada` on a list, `new-customers` in profiles. Two contacts may change within ten minutes. */
export interface SegmentBench extends MarketingBench {
  readonly list: string;
  /** @returns the customer's id. */
  add(name: string, countryCode?: string): string;
  /** The customer moves to nobody knows where. */
  moveAway(id: string): void;
  /** Where they lived before. */
  moveBack(id: string): void;
  /** Everything but the push, until profiles are written. */
  settle(): Promise<void>;
  /** The schedule of `evaluate-segments`. */
  clockStrikes(): Promise<void>;
  push(): Promise<WorkOutcome | undefined>;
  held(): Promise<Brake | null>;
  approve(): Promise<void>;
  /** From now on `canada` is shown on this list, and nothing else anywhere. */
  useList(list: string): Promise<void>;
  /** Addresses of those who are on the list of `canada`. */
  onList(): readonly (string | null)[];
  segmentsOf(email: string): unknown;
}

export async function openSegmentBench(
  open: (clock: Clock) => Promise<Ledger> = openTestLedger,
): Promise<SegmentBench> {
  let list = '';
  const bench = await openMarketingBench({
    open,
    change: (mail) => {
      list = mail.people.addList('Canada');
      return {
        segments: {
          rules: new Map([
            ['canada', inCanada],
            ['new-customers', isNew],
          ]),
          skus: new Set(),
          fingerprint: 'one',
          everyMs: 900_000,
        },
        marketing: {
          mail: {
            stores: ['store'],
            segments: {
              canada: { list, property: false },
              'new-customers': { list: null, property: true },
            },
          },
        },
        brake: { share: 0, cellsMin: 2, windowMs: 600_000, moveShare: 0.5, unitsMin: 3 },
      };
    },
  });
  const { shop, ledger, mail } = bench;
  const mark = (job: string, subject: string, connection: string) =>
    ledger.write((tx) => tx.work.mark([{ job, subject, connection, cause: 'schedule', priority: 1 }]));
  const homes = new Map<string, ReturnType<typeof shop.customer>['address']>();
  const held = () => ledger.read((tx) => tx.brakes.held('mail'));
  return {
    ...bench,
    list,
    add: (name, countryCode = 'CA') =>
      shop.addCustomer({ email: `${name}@acme.test`, address: { countryCode } }).id,
    moveBack: (id) => {
      shop.customer(id).address = homes.get(id) ?? null;
      shop.changeCustomer(id, { firstName: 'Back' });
    },
    moveAway: (id) => {
      homes.set(id, shop.customer(id).address);
      shop.customer(id).address = null;
      shop.changeCustomer(id, { firstName: 'Ada' });
    },
    async settle() {
      await bench.pullStore();
      await bench.run(evaluateSegments, 'store');
      for (let round = 0; round < 3; round += 1) {
        await bench.run(syncProfiles, 'mail');
        bench.advance(20_000);
      }
    },
    async clockStrikes() {
      await mark(evaluateSegments.name, '*', 'store');
      await bench.run(evaluateSegments, 'store');
    },
    push: async () => [...(await bench.run(pushSegments, 'mail')).values()][0],
    held,
    async approve() {
      const hash = (await held())?.hash ?? 'none';
      await approveBrake(ledger, hash, { by: 'ann', now: mail.now() });
    },
    async useList(other) {
      const segments = { canada: { list: other, property: false } };
      Object.assign(bench.settings.marketing, { mail: { stores: ['store'], segments } });
      await mark(pushSegments.name, 'segments', 'mail');
    },
    onList: () => {
      const members = new Set(mail.books.members(list));
      return mail.books
        .profiles()
        .filter(({ id }) => members.has(id))
        .map(({ email }) => email)
        .toSorted((left, right) => (left ?? '').localeCompare(right ?? ''));
    },
    segmentsOf: (email) =>
      mail.books
        .profiles()
        .find((profile) => profile.email === email)
        ?.properties.get('Syncline Segments'),
  };
}
