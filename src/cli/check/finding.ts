import type { Finding } from '#sdk/define-connector.ts';

/** A finding, and what it is about: a connection, `redis`, `ledger`, `webhooks`. */
export interface SubjectFinding extends Finding {
  readonly subject: string;
}

/** Findings of one inspection; what it throws is a finding too, so that one dead system does not hide the others. */
export async function inspectOrExplain(
  subject: string,
  code: string,
  inspect: () => Promise<readonly Finding[]>,
): Promise<readonly SubjectFinding[]> {
  try {
    return (await inspect()).map((finding) => ({ subject, ...finding }));
  } catch (error) {
    const message = error instanceof Error ? error.message : 'it failed';
    return [
      { subject, severity: 'error', code, message, advice: 'is it running, and can this machine reach it?' },
    ];
  }
}
