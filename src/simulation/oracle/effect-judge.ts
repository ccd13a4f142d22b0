import type { EffectState } from '#domain/effect-state.ts';
import type { NewEffect } from '#sdk/ledger/effects.ts';
import type { HttpRequest } from '#sdk/http.ts';
import type { LeasedWork, WorkRef } from '#sdk/ledger/work.ts';
import type { Chronicle } from '../chronicle.ts';
import { vendorKeyIn } from './knowledge.ts';
import type { CallListener } from '../named-steps.ts';
import type { Timeline } from '../timeline.ts';

/** A call waits for its turn (5 s), lives (8 s), and may act up to 4 s after that. */
const MAY_LAND_MS = 17_000;
/** What a vendor does twice when it is asked twice: sent again only when the first can no longer land (W4, W6). */
const NOT_REPEATABLE = new Set(['orders.amend', 'fulfillment.create']);

/** Judges who begins to send what, at the commit that says so: that is where a worker that lost its lease must stop (I13). */
export interface EffectJudge {
  readonly onCall: CallListener;
  /** Told of every request as it leaves. */
  readonly onRequest: (request: HttpRequest) => void;
  readonly onBegin: () => void;
  readonly onCommit: () => void;
  /** Commits were taken back: who held what is not known any more. */
  forget(): void;
}

interface Send {
  readonly at: number;
  state: EffectState;
}

export function createEffectJudge({
  timeline,
  chronicle,
}: {
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
}): EffectJudge {
  const holders = new Map<string, string>();
  const operations = new Map<string, string>();
  const sends = new Map<string, Send>();
  /** A vendor's key stands for an effect: there are never more keys than effects (W5). */
  const vendorKeys = new Set<string>();
  let sets = 0;
  let noted: (() => void)[] = [];

  const judgeHolder = (key: string, leases: readonly LeasedWork[]): void => {
    for (const lease of leases) {
      const holder = holders.get(nameOf(lease));
      if (holder !== undefined && holder !== lease.token)
        chronicle.violate('I13', `${key} is sent by a worker whose subject somebody else holds by now`);
    }
  };
  const judgeRepeat = (key: string): void => {
    const before = sends.get(key);
    if (before === undefined && operations.get(key) === 'stock.set') sets += 1;
    sends.set(key, { at: timeline.now(), state: 'sending' });
    // A process that starts with another clock cannot know how long ago an earlier one sent.
    if (before === undefined || chronicle.faults.has('clock-jumped')) return;
    const isOpen = before.state === 'sending' || before.state === 'unknown';
    const ago = timeline.now() - before.at;
    if (isOpen && ago < MAY_LAND_MS && NOT_REPEATABLE.has(operations.get(key) ?? ''))
      chronicle.violate('I4', `${key} is sent again ${ago} ms after a send that may still land`);
  };
  return {
    onCall({ method, args, result }) {
      if (method === 'work.lease')
        void (result as Promise<readonly LeasedWork[]>).then((leased) =>
          noted.push(() => {
            for (const one of leased) holders.set(nameOf(one), one.token);
          }),
        );
      else if (method === 'effects.intend') {
        const { key, operation } = args[0] as NewEffect;
        noted.push(() => operations.set(key, operation));
      } else if (method === 'effects.move') {
        const [key, state] = args as [string, EffectState];
        noted.push(() => {
          const send = sends.get(key);
          if (send !== undefined) send.state = state;
        });
      } else if (method === 'effects.startSending') {
        const [key, leases] = args as [string, readonly LeasedWork[]];
        noted.push(() => {
          judgeHolder(key, leases);
          judgeRepeat(key);
        });
      }
    },
    onRequest({ operation, body }) {
      const key = operation === 'stock.set' ? vendorKeyIn(body ?? '') : undefined;
      if (key === undefined) return;
      vendorKeys.add(key);
      if (vendorKeys.size > sets)
        chronicle.violate(
          'I4',
          `${vendorKeys.size} keys were sent for ${sets} stock writes: one was sent under two`,
        );
    },
    onBegin() {
      noted = [];
    },
    onCommit() {
      for (const note of noted) note();
      noted = [];
    },
    forget() {
      holders.clear();
      for (const send of sends.values()) send.state = 'confirmed';
    },
  };
}

function nameOf({ job, connection, subject }: WorkRef): string {
  return `${job} ${connection} ${subject}`;
}
