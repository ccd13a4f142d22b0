import { expect } from 'vitest';
import {
  MalformedAnswerError,
  NotSentError,
  RejectedError,
  SynclineError,
  TransientError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import { caught, type ChecksFor } from '#tests/conformance/check.ts';
import { collectPages, type Reader, readersOf } from '#tests/conformance/readers.ts';
import type { Rig } from '#tests/conformance/rig.ts';
import { writeCasesOf } from '#tests/conformance/write-cases.ts';

const brokenBodies = [
  '',
  'null',
  '{}',
  '0',
  'true',
  '"text"',
  '<html>hello</html>',
  '{"a":',
  '\u0000',
  '{"data":null}',
  '{"error":{}}',
];
const statuses = [301, 302, 400, 402, 403, 404, 405, 408, 409, 410, 418, 422, 423, 430, 451];
/** A read may be asked again within its run, and not for ever. */
const CALLS_MAX = 5;
const serverFailures = [500, 501, 502, 503, 504, 520, 522, 599];

/** Every answer has a kind, and a kind is never wrong about what happened. */
export const errorChecks: ChecksFor = () => [
  {
    promise: 'a read that fails on the way, or at the server, is transient',
    async run(rig) {
      for (const reader of await warmReaders(rig)) {
        for (const fate of ['lost-before', 'lost-after', 'failed-before'] as const) {
          const before = rig.wire.requests.length;
          rig.wire.meetFrom(1, fate);
          const error = await caught(() => collectPages(reader.pages(null)));
          rig.wire.reset();
          expect(error, `${reader.name} ${fate}`).toBeInstanceOf(TransientError);
          expect(rig.wire.requests.length - before, 'calls in one run').toBeLessThanOrEqual(CALLS_MAX);
        }
        for (const status of serverFailures) {
          rig.wire.rewrite((response) => ({ ...response, status, body: '<html>failed</html>' }));
          expect(await caught(() => collectPages(reader.pages(null))), `${status}`).toBeInstanceOf(
            TransientError,
          );
        }
        rig.wire.rewrite(null);
      }
    },
  },
  {
    promise: 'a read that was not sent says so',
    async run(rig) {
      for (const reader of await warmReaders(rig)) {
        rig.wire.meet(1, 'not-sent');
        expect(await caught(() => collectPages(reader.pages(null)))).toBeInstanceOf(NotSentError);
      }
    },
  },
  {
    promise: 'a body that is no answer is an error with a place, and never an empty list',
    async run(rig) {
      for (const reader of await warmReaders(rig)) {
        for (const body of brokenBodies) {
          rig.wire.rewrite((response) => ({ ...response, body }));
          const error = await caught(() => collectPages(reader.pages(null)));
          expect(error, `${reader.name} of ${body}`).toBeInstanceOf(SynclineError);
          if (error instanceof MalformedAnswerError) expect(typeof error.path).toBe('string');
        }
        rig.wire.rewrite(null);
      }
    },
  },
  {
    promise: 'every status has a kind, whatever its body, and none of them is data',
    async run(rig) {
      for (const reader of await warmReaders(rig)) {
        for (const status of [...statuses, ...serverFailures]) {
          for (const body of [null, '', '{}', '<html>hello</html>']) {
            rig.wire.rewrite((response) => ({ ...response, status, body: body ?? response.body }));
            const error = await caught(() => collectPages(reader.pages(null)));
            expect(error, `${reader.name}: ${status} with ${body ?? 'its own body'}`).toBeInstanceOf(
              SynclineError,
            );
          }
        }
        rig.wire.rewrite(null);
      }
    },
  },
  {
    promise: 'a write whose answer is broken is never called undone when it may be done',
    async run({ connection, ground, wire }) {
      for (const { title, prepare, answersNothing } of writeCasesOf(connection, ground)) {
        for (const body of brokenBodies) {
          const made = await prepare();
          const before = JSON.stringify(made.books());
          wire.rewrite((response) => ({ ...response, body }));
          const error = await caught(() => made.send(made.key));
          wire.rewrite(null);
          if (error === undefined && answersNothing === true) {
            expect(made.fault(), `${title} of ${body}`).toBeNull();
            continue;
          }
          expect(error, `${title} of ${body}`).toBeInstanceOf(SynclineError);
          if (JSON.stringify(made.books()) === before) continue;
          const isOpen = error instanceof UnknownOutcomeError || error instanceof MalformedAnswerError;
          expect(isOpen, `${title} of ${body} happened, and is called ${String(error)}`).toBe(true);
        }
      }
    },
  },
  {
    promise: "a refusal is RejectedError with the vendor's words",
    async run({ connection, ground }) {
      expect(ground.refusals.length).toBeGreaterThan(0);
      for (const { title, run, words } of ground.refusals) {
        const error = await caught(() => run(connection));
        expect(error, title).toBeInstanceOf(RejectedError);
        expect(error instanceof Error ? error.message : '').toMatch(words);
      }
    },
  },
];

/** The readers, after each of them has learned what it learns only once. */
async function warmReaders({ connection }: Rig): Promise<readonly Reader[]> {
  const readers = readersOf(connection);
  for (const reader of readers) await collectPages(reader.pages(null));
  return readers;
}
