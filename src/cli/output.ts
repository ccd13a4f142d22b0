import Table from 'cli-table3';

/** Prints one answer: with `--json` exactly one JSON value, else what `render` makes of it. */
export function print<Value>(value: Value, json: boolean, render: (value: Value) => string): void {
  process.stdout.write(`${json ? JSON.stringify(value) : render(value)}\n`);
}

/** Progress and remarks go to standard error: standard output belongs to the answer. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A plain table without colors, so that it can be piped and searched. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
  });
  for (const row of rows) table.push(row.map((cell) => plain(String(cell))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

export function renderTime(moment: number | null): string {
  return moment === null
    ? '-'
    : new Date(moment)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, 'Z');
}

/** `1 min 5 s`; the two largest units. */
export function renderSpan(spanMs: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ] as const;
  const parts: string[] = [];
  let rest = spanMs;
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
    rest -= count * size;
  }
  return parts.length === 0 ? `${Math.round(rest)} ms` : parts.join(' ');
}

/** Names and reasons come from other systems: none of them may steer the terminal. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this removes
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (char) =>
    char === '\n' ? ' ' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
