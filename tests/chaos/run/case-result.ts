/** What became of one case. */
export interface CaseResult {
  readonly name: string;
  readonly row: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly lost: number;
  readonly doubled: number;
  readonly oversold: number;
  /** From the end of the fault and of the load to books that agree; null when there was nothing to recover. */
  readonly recoveryS: number | null;
  readonly seconds: number;
  /** What shows that the fault was there. */
  readonly proofs: readonly { readonly what: string; readonly count: number }[];
  /** Why it failed, or was skipped. */
  readonly remarks: readonly string[];
  /** Where its logs and data are; null when they were removed. */
  readonly folder: string | null;
}
