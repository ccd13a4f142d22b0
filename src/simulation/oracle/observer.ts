import type { Chronicle } from '../chronicle.ts';
import type { CallListener } from '../named-steps.ts';

/** Watches the ledger's methods for what is worth telling: the life of effects, work and receipts. */
export interface Observer {
  readonly onCall: CallListener;
  /** A write begins: what was noted of one that was undone is forgotten. */
  readonly onBegin: () => void;
  onCommit(process: string): void;
  /** Whether a 2xx for this delivery is covered by a commit (I1). */
  isDurable(delivery: string): boolean;
  /** The durable receipts as they are now, to go back to when commits are taken back. */
  keepReceipts(): () => void;
}

/** What a vendor says for a while only, by whatever name it was taken. */
const PASSES = /^(?:Throttled|Unauthorized)Error|\bTHROTTLED\b/;

/** Every plan for a cell has a key of its own, so none of them can have been given up before (W3). */
const OWN_FAULT = /was given up; a new plan needs a new key/;

export function createObserver(chronicle: Chronicle): Observer {
  let durable = new Set<string>();
  let pending: string[] = [];
  let stories: string[] = [];
  const unknown = new Set<string>();
  const versions = new Map<string, { readonly updatedAt: number; readonly isCanceled: boolean }>();
  let recorded: (() => void)[] = [];

  const onMove = (key: string, state: string, change: unknown): void => {
    const { error = '' } = change as { readonly error?: string };
    if (key.startsWith('publish-stock|') && state === 'rejected' && /no longer|stale|compare/i.test(error))
      chronicle.reach('compare-and-set stale');
    if (state === 'unknown') unknown.add(key);
    if (state === 'confirmed' && unknown.has(key)) chronicle.reach('unknown effect confirmed');
    if (state === 'unknown' || state === 'expired' || state === 'superseded' || state === 'rejected')
      chronicle.reach(`effect ${state}`);
    stories.push(`effect ${key} is ${state}`);
  };
  const onSettle = (
    settlements: readonly {
      readonly work: { readonly job: string; readonly subject: string };
      readonly outcome: { readonly kind: string; readonly reason?: string };
    }[],
  ): void => {
    for (const { work, outcome } of settlements) {
      chronicle.jobs.add(work.job);
      if (outcome.kind === 'park') chronicle.reach('work parked');
      if (/raise|held|second reading/.test(outcome.reason ?? '')) chronicle.reach('raise held back');
      if (outcome.kind === 'park' && PASSES.test(outcome.reason ?? ''))
        chronicle.violate('I21', `${work.job} was parked for what passes: ${outcome.reason ?? ''}`);
      if (outcome.kind === 'park' && work.job === 'publish-stock' && OWN_FAULT.test(outcome.reason ?? ''))
        chronicle.violate('I21', `${work.subject} was parked for a key of ours: ${outcome.reason ?? ''}`);
      stories.push(
        `${work.job} of ${work.subject}: ${outcome.kind}${outcome.reason === undefined ? '' : ` (${outcome.reason})`}`,
      );
    }
  };
  /** Recorded versions never go back, and what is canceled stays so (I5). */
  const onRecord = (
    connection: string,
    order: { readonly id: string; readonly updatedAt: number; readonly canceledAt: number | null },
    result: Promise<{ readonly outcome: string }>,
  ): void => {
    void result.then(({ outcome }) => {
      if (outcome !== 'new' && outcome !== 'changed') return;
      recorded.push(() => {
        const key = `${connection} ${order.id}`;
        const before = versions.get(key);
        if (before !== undefined && order.updatedAt < before.updatedAt)
          chronicle.violate('I5', `an older version of order ${order.id} was recorded over a newer one`);
        if (before?.isCanceled === true && order.canceledAt === null)
          chronicle.violate('I5', `order ${order.id} was canceled, and is not any more`);
        versions.set(key, { updatedAt: order.updatedAt, isCanceled: order.canceledAt !== null });
      });
    });
  };
  return {
    onCall({ method, args, result }) {
      if (method === 'effects.move') onMove(args[0] as string, args[1] as string, args[2]);
      else if (method === 'work.settle') onSettle(args[0] as Parameters<typeof onSettle>[0]);
      else if (method === 'effects.takeOver') chronicle.reach('work taken from a dead process');
      else if (method === 'connections.pause') chronicle.reach('connection paused');
      else if (method === 'discrepancies.open') chronicle.reach('discrepancy opened');
      else if (method === 'orders.record')
        onRecord(
          args[0] as string,
          args[1] as Parameters<typeof onRecord>[1],
          result as Parameters<typeof onRecord>[2],
        );
      else if (method === 'events.receive') {
        const { connection, deliveryId } = args[0] as {
          readonly connection: string;
          readonly deliveryId: string;
        };
        pending.push(`${connection} ${deliveryId}`);
        void (result as Promise<boolean>).then((isNew) => {
          if (!isNew) chronicle.reach('duplicate webhook');
        });
      }
    },
    onBegin() {
      pending = [];
      recorded = [];
      stories = [];
    },
    onCommit(process) {
      for (const delivery of pending) durable.add(delivery);
      for (const check of recorded) check();
      for (const story of stories) chronicle.tell(`  ${process}: ${story}`);
      pending = [];
      recorded = [];
      stories = [];
    },
    isDurable: (delivery) => durable.has(delivery),
    keepReceipts() {
      const kept = new Set(durable);
      return () => {
        durable = kept;
        versions.clear();
      };
    },
  };
}
