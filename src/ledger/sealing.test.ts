import { expect, test } from 'vitest';
import { createSealer, SealBrokenError } from './sealing.ts';

const [first, second] = [Buffer.alloc(32, 'first'), Buffer.alloc(32, 'second')];
const place = { table: 'events', column: 'body', row: '1' };

test('what was sealed opens at its own place only', () => {
  const sealer = createSealer(first);
  const record = sealer.seal('Zoë 🫖', place);
  expect(record).toMatch(/^v1\|[0-9a-f]{8}\|[^|]+\|[^|]+\|[^|]+$/);
  expect(sealer.open(record, place)).toBe('Zoë 🫖');
  for (const moved of [
    { ...place, row: '2' },
    { ...place, column: 'reason' },
    { ...place, table: 'effects' },
  ]) {
    expect(() => sealer.open(record, moved)).toThrow(SealBrokenError);
  }
});

test('a change of any part breaks the seal', () => {
  const sealer = createSealer(first);
  const parts = sealer.seal('a text of some length', place).split('|');
  for (const at of parts.keys()) {
    const changed = parts.map((part, index) =>
      index === at ? `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}` : part,
    );
    expect(() => sealer.open(changed.join('|'), place)).toThrow(SealBrokenError);
  }
  expect(() => sealer.open(parts.slice(0, 4).join('|'), place)).toThrow(SealBrokenError);
  // A shorter tag is easier to forge and is not accepted.
  const short = Buffer.from(parts[4] ?? '', 'base64')
    .subarray(0, 4)
    .toString('base64');
  expect(() => sealer.open([...parts.slice(0, 4), short].join('|'), place)).toThrow(SealBrokenError);
});

test('a previous key still opens, an unknown one is named', () => {
  const record = createSealer(first).seal('text', place);
  expect(createSealer(second, [first]).open(record, place)).toBe('text');
  expect(() => createSealer(second).open(record, place)).toThrow(
    /sealed with key [0-9a-f]{8}, which is not configured/,
  );
});

test('equal texts are sealed differently, and have one fingerprint', () => {
  const sealer = createSealer(first);
  const records = Array.from({ length: 600 }, () => sealer.seal('text', place));
  expect(new Set(records.map((record) => record.split('|')[2])).size).toBe(600);
  expect(sealer.fingerprint('ann')).toBe(sealer.fingerprint('ann'));
  expect(sealer.fingerprint('ann')).not.toBe(createSealer(second).fingerprint('ann'));
});

test('a key of the wrong length is refused', () => {
  expect(() => createSealer(Buffer.alloc(16))).toThrow('32 bytes');
});

test('what was fingerprinted before a rotation is still found after it', () => {
  const [old, fresh] = [Buffer.alloc(32, 'old'), Buffer.alloc(32, 'new')];
  const before = createSealer(old).fingerprint('ada');
  const sealer = createSealer(fresh, [old]);
  expect(sealer.fingerprints('ada')).toEqual([sealer.fingerprint('ada'), before]);
  expect(sealer.fingerprint('ada')).not.toBe(before);
});
