import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Who was erased, in a file beside the ledger that no backup of the ledger holds: a restored one learns from it whom to forget
 * again. Each line is a time (UTC epoch milliseconds) and a keyed fingerprint, never a person.
 */
export interface ErasedList {
  /** Fingerprints with the newest time of each. */
  entries(): ReadonlyMap<string, number>;
  /** Fingerprints with their times; on disk when it returns. What is there with this time or a later one is not written again. */
  add(erased: ReadonlyMap<string, number>): void;
}

/** A line of the list is not what this program writes. */
export class ErasedListError extends Error {
  override readonly name = 'ErasedListError';
}

const LINE = /^(\d{1,15}) (\S{1,200})$/;

/**
 * Reads the list, or begins one at the first erasure. An end that was cut off in the middle of a line is no entry: that erasure
 * was never committed, and whoever asked for it heard so.
 *
 * @throws ErasedListError a line is damaged; nobody may be left out in silence.
 */
export function openErasedList(file: string): ErasedList {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const known = parse(whole, file);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return {
    entries: () => known,
    add(erased) {
      const fresh = [...erased].filter(([person, at]) => (known.get(person) ?? -1) < at);
      if (fresh.length === 0) return;
      append(file, fresh.map(([person, at]) => `${at} ${person}\n`).join(''));
      for (const [person, at] of fresh) known.set(person, at);
    },
  };
}

function parse(text: string, file: string): Map<string, number> {
  const known = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const [, at, person] = LINE.exec(line) ?? [];
    if (at === undefined || person === undefined)
      throw new ErasedListError(
        `line ${index + 1} of ${file} is damaged; it names somebody who was erased. Put a copy of the file in its place, or take the line out and erase the person again`,
      );
    known.set(person, Math.max(Number(at), known.get(person) ?? 0));
  }
  return known;
}

function append(file: string, lines: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(file, 'a', 0o600);
  try {
    writeSync(handle, lines);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
