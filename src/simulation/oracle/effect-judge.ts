import type { EffectState } from '#domain/effect-state.ts';
import type { NewEffect } from '#sdk/ledger/effects.ts';
import type { HttpRequest } from '#sdk/http.ts';
import type { LeasedWork, WorkRef } from '#sdk/ledger/work.ts';
import type { Chronicle } from '../chronicle.ts';
import { createLeftBehind } from './left-behind.ts';
import { isStockWrite, vendorKeyIn } from './knowledge.ts';
import type { CallListener } from '../named-steps.ts';
import type { Timeline } from '../timeline.ts';

/** A call waits for its turn (5 s), lives (8 s), and may act up to 4 s after that. */
const MAY_LAND_MS = 17_000;
/** The first answer to a comparison that failed. */
const STALE = /no longer|stale|compare/i;
/** Of these no look-up says that they happened: who confirms has sent. */
const CONFIRMED_BY_SENDING = /^(?:stock\.(?:set|lower)|orders\.(?:create|amend|cancel|confirm))$/;
/** Given up is not undone. */
const MAY_STILL_LAND: ReadonlySet<EffectState> = new Set(['sending', 'unknown', 'expired']);
/** What a vendor does twice when it is asked twice: sent again only when the first can no longer land (W4, W6). */
const NOT_REPEATABLE = new Set(['orders.amend', 'fulfillment.create']);

/** Judges who begins to send what, at the commit that says so: that is where a worker that lost its lease must stop (I13). */
export interface EffectJudge {
  readonly onCall: CallListener;
  /** Told of every request as it leaves, and of the process that sends it. */
  readonly onRequest: (request: HttpRequest, process: string) => void;
  readonly onBegin: () => void;
  readonly onCommit: (process: string) => void;
  /** Commits were taken back: who held what is not known any more. */
  forget(): void;
  /** When nothing is left to do: numbers whose sender stopped, and whose cells nobody has read since they could no longer land (W4, W6). */
  forgotten(): readonly string[];
}

interface Send {
  readonly at: number;
  readonly process: string;
  readonly leases: readonly LeasedWork[];
  /** When the first of the sends left whose outcome was open at this one; null: there is none. */
  readonly openSince: number | null;
  state: EffectState;
  /** The commit that noted it was. */
  readonly isTakenBack?: true;
}

export function createEffectJudge({
  timeline,
  chronicle,
}: {
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
}): EffectJudge {
  const leftBehind = createLeftBehind(timeline);
  const holders = new Map<string, { readonly token: string; readonly process: string }>();
  const operations = new Map<string, string>();
  const sends = new Map<string, Send>();
  /** A vendor's key stands for an effect: there are never more keys than effects (W5). */
  const vendorKeys = new Set<string>();
  let stockWrites = 0;
  /** When each process last noted that it begins to send a number. */
  const begun = new Map<string, number>();
  let noted: ((process: string) => void)[] = [];
  let marked = new Set<string>();

  const judgeHolder = (key: string, leases: readonly LeasedWork[]): void => {
    for (const lease of leases) {
      const holder = holders.get(nameOf(lease));
      if (holder !== undefined && holder.token !== lease.token)
        chronicle.violate('I13', `${key} is sent by a worker whose subject somebody else holds by now`);
    }
  };
  const judgeRepeat = (key: string, leases: readonly LeasedWork[], process: string): void => {
    const before = sends.get(key);
    // A plan that was taken back is made anew under the same number, and is another one.
    if ((before === undefined || before.isTakenBack === true) && isStockWrite(operations.get(key)))
      stockWrites += 1;
    if (isStockWrite(operations.get(key))) begun.set(process, timeline.now());
    const isOpen = before?.state === 'sending' || before?.state === 'unknown';
    const openSince = isOpen ? (before.openSince ?? before.at) : null;
    sends.set(key, { at: timeline.now(), process, leases, openSince, state: 'sending' });
    // A process that starts with another clock cannot know how long ago an earlier one sent.
    if (before === undefined || chronicle.faults.has('clock-jumped')) return;
    const ago = timeline.now() - before.at;
    if (isOpen && ago < MAY_LAND_MS && NOT_REPEATABLE.has(operations.get(key) ?? ''))
      chronicle.violate('I4', `${key} is sent again ${ago} ms after a send that may still land`);
  };
  /** W4: what may still land on top of an amendment is waited for, under whatever key it was sent. */
  const judgeAmendment = (key: string, [lease]: readonly LeasedWork[]): void => {
    if (operations.get(key) !== 'orders.amend' || lease === undefined || chronicle.faults.has('clock-jumped'))
      return;
    for (const [other, { at, openSince, leases, state }] of sends) {
      const [first] = leases;
      if (other === key || first === undefined || nameOf(first) !== nameOf(lease)) continue;
      const operation = operations.get(other);
      const since =
        operation === 'orders.create'
          ? openSince
          : operation === 'orders.amend' && MAY_STILL_LAND.has(state)
            ? at
            : null;
      if (since !== null && timeline.now() - since < MAY_LAND_MS)
        chronicle.violate('I4', `${key} is sent although ${other} may still land on top of it`);
    }
  };
  const judgeMove = (
    key: string,
    state: EffectState,
    { error, by }: { readonly error: string; readonly by: string },
  ): void => {
    const send = sends.get(key);
    if (send === undefined) return;
    send.state = state;
    if (state !== 'sending') leftBehind.note(key, state);
    const operation = operations.get(key) ?? '';
    const { openSince, process, leases } = send;
    if (state === 'rejected' && operation === 'stock.set' && STALE.test(error) && openSince !== null)
      if (timeline.now() - openSince < MAY_LAND_MS)
        chronicle.violate(
          'I13',
          `${key} counts as settled by a stale answer, and its first send may still land`,
        );
    if (state !== 'confirmed' || process !== by || !CONFIRMED_BY_SENDING.test(operation)) return;
    for (const lease of leases) {
      const holder = holders.get(nameOf(lease));
      if (holder !== undefined && holder.process !== by && !marked.has(nameOf(lease)))
        chronicle.violate('I13', `${key} was confirmed by a former holder, and its subject was not woken`);
    }
  };
  return {
    onCall({ method, args, result }) {
      if (method === 'work.lease')
        void (result as Promise<readonly LeasedWork[]>).then((leased) =>
          noted.push((process) => {
            for (const one of leased) holders.set(nameOf(one), { token: one.token, process });
            leftBehind.takeOver(leased, sends);
          }),
        );
      else if (method === 'effects.intend') {
        const { key, operation } = args[0] as NewEffect;
        noted.push(() => operations.set(key, operation));
      } else if (method === 'effects.move') {
        const [key, state, change] = args as [string, EffectState, { readonly error?: string }];
        noted.push((by) => judgeMove(key, state, { error: change.error ?? '', by }));
      } else if (method === 'work.mark') {
        for (const mark of args[0] as readonly WorkRef[]) marked.add(nameOf(mark));
      } else if (method === 'effects.startSending') {
        const [key, leases] = args as [string, readonly LeasedWork[]];
        noted.push((process) => {
          judgeHolder(key, leases);
          if (isStockWrite(operations.get(key))) leftBehind.note(key, 'sending');
          judgeAmendment(key, leases);
          judgeRepeat(key, leases, process);
        });
      }
    },
    onRequest({ operation, body }, process) {
      leftBehind.read(operation, body ?? '');
      const key = isStockWrite(operation) ? vendorKeyIn(body ?? '') : undefined;
      if (key === undefined) return;
      const sinceMs = timeline.now() - (begun.get(process) ?? 0);
      if (sinceMs > MAY_LAND_MS)
        chronicle.violate('I13', `a number was sent ${sinceMs} ms after its lease had been checked`);
      vendorKeys.add(key);
      if (vendorKeys.size > stockWrites)
        chronicle.violate(
          'I4',
          `${vendorKeys.size} keys were sent for ${stockWrites} stock writes: one was sent under two`,
        );
    },
    onBegin() {
      noted = [];
      marked = new Set();
    },
    onCommit(process) {
      for (const note of noted) note(process);
      noted = [];
    },
    forgotten: () => leftBehind.forgotten(),
    forget() {
      holders.clear();
      leftBehind.forget();
      for (const [key, send] of sends)
        sends.set(key, { ...send, state: 'confirmed', openSince: null, isTakenBack: true });
    },
  };
}

function nameOf({ job, connection, subject }: WorkRef): string {
  return `${job} ${connection} ${subject}`;
}
