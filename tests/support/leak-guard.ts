import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { closeOpenedLedgers } from './opened-ledgers.ts';

const POLL_MS = 25;
/** What a test has just closed may need a few turns of the loop; what is still open after this was forgotten. */
const PATIENCE_MS = 2_000;
/** What keeps a process alive and is somebody's to close. Files and look-ups end by themselves. */
const WATCHED = new Set([
  'PipeWrap',
  'ProcessWrap',
  'TCPServerWrap',
  'TCPSocketWrap',
  'TLSWrap',
  'UDPWrap',
  'Timeout',
  'Immediate',
  'Worker',
]);

// The process's own pipes are opened when they are first asked for, whoever asks; they are nobody's to close.
for (const stream of [process.stdin, process.stdout, process.stderr]) void stream.readable;

// A worker, a socket or a timer that a test file leaves alive fails that file: in the daemon the same mistake would be
// a drain that never ends. Taken before the file is loaded, and checked after the file's own clean-up.
const before = countResources();

afterAll(async () => {
  await closeOpenedLedgers();
  const deadline = performance.now() + PATIENCE_MS;
  let left = findLeft();
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(POLL_MS);
    left = findLeft();
  }
  if (left.length > 0) {
    throw new Error(
      `This test file left something alive: ${left.join(', ')}. Close, stop or clear it at its end.`,
    );
  }
});

function findLeft(): readonly string[] {
  return [...countResources()]
    .map(([kind, count]) => ({ kind, more: count - (before.get(kind) ?? 0) }))
    .filter(({ more }) => more > 0)
    .map(({ kind, more }) => `${more} ${kind}`);
}

function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (WATCHED.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
