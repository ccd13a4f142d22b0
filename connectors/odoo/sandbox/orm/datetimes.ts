const TEXT_PATTERN = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?$/u;

export const MICROS_PER_SECOND = 1_000_000;

/** `2026-11-22 19:30:01`: datetimes leave the server in whole seconds, UTC, although microseconds are stored. */
export function formatDatetime(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-22`. */
export function formatDate(micros: number): string {
  return formatDatetime(micros).slice(0, 10);
}

/** Microseconds of a date or datetime text, with or without a fraction; `undefined` when it is neither. */
export function parseDatetime(text: string): number | undefined {
  const match = TEXT_PATTERN.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return Number.isNaN(ms) ? undefined : ms * 1000 + Number(fraction.padEnd(6, '0'));
}
