const POLL_MS = 1_000;

/** The part of a judgement that says whether there is still something to wait for. */
interface Judged {
  readonly verdict: { readonly converged: boolean };
}

export interface ConvergeOptions<Judgement extends Judged> {
  readonly judgeNow: () => Judgement;
  readonly settleMs: number;
  /** How long the books must stay clean: an effect of a lost call may still be on its way. */
  readonly steadyMs: number;
  readonly monotonicMs: () => number;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** Whether somebody has asked to end now. */
  readonly isStopped: () => boolean;
  readonly show: (judgement: Judgement, waitedMs: number) => void;
}

/** Looks at the books every second until they are clean and stay so, or until the time is over. The last look counts. */
export async function waitForAgreement<Judgement extends Judged>(
  options: ConvergeOptions<Judgement>,
): Promise<Judgement> {
  const { judgeNow, settleMs, steadyMs, monotonicMs, sleep, isStopped, show } = options;
  const startedAt = monotonicMs();
  let cleanSince: number | null = null;
  for (;;) {
    const judgement = judgeNow();
    const nowMs = monotonicMs();
    show(judgement, nowMs - startedAt);
    cleanSince = judgement.verdict.converged ? (cleanSince ?? nowMs) : null;
    const isSteady = cleanSince !== null && nowMs - cleanSince >= steadyMs;
    if (isSteady || isStopped() || nowMs - startedAt >= settleMs) return judgement;
    await sleep(POLL_MS);
  }
}
