import { z } from 'zod';

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const PATTERN = /^(?<amount>\d+(?:\.\d+)?)\s*(?<unit>ms|s|m|h|d)$/;

/** A length of time as people write it: `'30s'`, `'5m'`, `'12h'`, `'30d'`, or a number of milliseconds. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** Comes out as whole milliseconds, within the limits given. */
export function duration({ min, max }: { readonly min: Duration; readonly max: Duration }) {
  const [minMs, maxMs] = [toMs(min) ?? 0, toMs(max) ?? Infinity];
  return z
    .custom<Duration>(isDurationShape, {
      error: "expected a length of time such as '30s', '5m', '12h' or '30d'",
    })
    .transform((written, context) => {
      const ms = toMs(written);
      if (ms !== null && ms >= minMs && ms <= maxMs) return ms;
      context.addIssue({ code: 'custom', message: `expected a length of time from ${min} to ${max}` });
      return z.NEVER;
    });
}

function isDurationShape(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && PATTERN.test(value));
}

function toMs(value: Duration): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
  const { amount, unit } = PATTERN.exec(value)?.groups ?? {};
  if (amount === undefined || unit === undefined || !isUnit(unit)) return null;
  return Math.round(Number(amount) * UNIT_MS[unit]);
}

function isUnit(unit: string): unit is keyof typeof UNIT_MS {
  return Object.hasOwn(UNIT_MS, unit);
}
