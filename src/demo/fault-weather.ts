import type { FaultBoard, FaultKind } from '#sdk/sandbox/fault-board.ts';
import { DOWN_MS, type FaultLevel, type Incident, kindsOf } from './fault-levels.ts';
import type { Incident as IncidentRecord } from './verdict/fault-diary.ts';

/** When chance alone has not brought a kind by then, it is made to happen. */
const FORCE_AT_SHARE = 0.8;

export interface FaultWeather {
  /** Begins with the level's rates. */
  begin(): void;
  /** Starts the incidents that are due. @param share how much of the run is over. */
  advance(share: number): void;
  /** The sky clears: no new faults. What is under way goes on. Resolves when the incidents are over. */
  end(): Promise<void>;
  readonly incidents: readonly IncidentRecord[];
}

export interface WeatherOptions {
  readonly level: FaultLevel;
  readonly boards: { readonly senders: readonly FaultBoard[]; readonly erp: FaultBoard };
  readonly now: () => number;
  /** Each resolves when the engine is at work again. */
  readonly strike: Readonly<Record<Exclude<Incident, 'down'>, () => Promise<void>>>;
  readonly say: (line: string) => void;
}

export function createWeather({ level, boards, now, strike, say }: WeatherOptions): FaultWeather {
  const incidents: IncidentRecord[] = [];
  // One after the other: nobody can flush the Redis of an engine that is being killed.
  let underWay: Promise<void> = Promise.resolve();
  const waiting = [...level.incidents];
  let hasForced = false;

  const start = (kind: Incident): void => {
    if (kind === 'down') {
      say(`The ERP is down for ${DOWN_MS / 1000} s.`);
      boards.erp.takeDown(DOWN_MS);
      return;
    }
    underWay = underWay.then(async () => {
      say(
        kind === 'engine-killed'
          ? 'SIGKILL: the engine dies in the middle of its work.'
          : 'FLUSHALL: Redis forgets everything.',
      );
      const fromMs = now();
      await strike[kind]();
      incidents.push({ kind, fromMs, toMs: now() });
    });
    // Whoever ends the day hears of a failure; until then it is nobody's.
    underWay.catch(() => undefined);
  };
  const forceSilent = (): void => {
    const isSilent = (kind: FaultKind): boolean =>
      [...boards.senders, boards.erp].every((board) => board.countOf(kind) === 0);
    for (const kind of kindsOf(level.webhooks).filter(isSilent)) boards.senders[0]?.force(kind);
    // The ERP is called all the time, a store's stock writes are rarer.
    for (const kind of kindsOf(level.calls).filter(isSilent)) boards.erp.force(kind);
  };
  return {
    incidents,
    begin() {
      for (const sender of boards.senders) sender.set({ ...level.calls, ...level.webhooks });
      boards.erp.set(level.calls);
    },
    advance(share) {
      while (waiting[0] !== undefined && waiting[0].atShare <= share)
        start((waiting.shift() ?? waiting[0]).kind);
      if (hasForced || share < FORCE_AT_SHARE) return;
      hasForced = true;
      forceSilent();
    },
    async end() {
      for (const { kind } of waiting.splice(0)) start(kind);
      await underWay;
      const zero = (rates: Partial<Record<FaultKind, number>>): Partial<Record<FaultKind, number>> =>
        Object.fromEntries(kindsOf(rates).map((kind) => [kind, 0]));
      for (const sender of boards.senders) sender.set(zero({ ...level.calls, ...level.webhooks }));
      boards.erp.set(zero(level.calls));
      forceSilent();
    },
  };
}
