import type { Finding } from './define-connector.ts';

const SKEW_WARNING_MS = 60_000;
const ADVICE = 'let this machine keep time by NTP; signatures of webhooks are refused when they seem too old';

/** A warning when a vendor's clock and ours differ; none where it does not say its time. */
export function clockFindings(
  vendor: string,
  {
    sentAt,
    answeredAt,
    vendorAt,
  }: { readonly sentAt: number; readonly answeredAt: number; readonly vendorAt: number | null },
  advice = ADVICE,
): readonly Finding[] {
  const skewMs = vendorAt === null ? 0 : vendorAt - (sentAt + answeredAt) / 2;
  if (Math.abs(skewMs) <= SKEW_WARNING_MS) return [];
  const message = `${vendor}'s clock differs from ours by ${Math.round(skewMs / 1_000)} s`;
  return [{ severity: 'warning', code: 'clock.skew', message, advice }];
}
