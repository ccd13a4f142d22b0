import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Page } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { SynclineError } from '#sdk/errors.ts';
import { caught, required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { collectPages, type Reader, readerOf, readersOf } from '#tests/conformance/readers.ts';
import type { Rig } from '#tests/conformance/rig.ts';

/** More pages than any honest pass of the kit has. */
const PAGES_MAX = 40;
const BEYOND_OVERLAPS_MS = 60_000;

/** Pages are complete, asked for one at a time, and never call themselves complete when they are not. */
export const pagingChecks: ChecksFor = (declared) =>
  readersOf(declared).flatMap(({ name, isResumable }) =>
    pagingOf(name, isResumable, hasFullPass(declared, name)).map((check) => ({ ...check, sharesRig: true })),
  );

function pagingOf(name: Reader['name'], isResumable: boolean, isRepaired: boolean): readonly Check[] {
  return [
    {
      promise: `${name}: all pages together are everything, nothing twice, complete only at the end`,
      async run(rig) {
        const { reader, hands } = await filled(rig, name);
        const pages = await collectPages(reader.pages(null));
        expect(pages.length).toBeGreaterThan(1);
        expect(pages.flatMap((page) => page.refused)).toEqual([]);
        expect(idsOf(reader, pages)).toEqual([...hands.ids()].toSorted());
        expect(pages.map((page) => page.complete)).toEqual(
          pages.map((_, index) => index === pages.length - 1),
        );
        expect(pages.every((page) => page.sentAt <= page.answeredAt)).toBe(true);
      },
    },
    {
      promise: `${name}: the call for a page leaves when the page is asked for, not before`,
      async run(rig) {
        const { reader } = await filled(rig, name);
        const { wire } = rig;
        const before = wire.requests.length;
        const pages = reader.pages(null)[Symbol.asyncIterator]();
        await nextTurn();
        expect(wire.requests.length).toBe(before);
        await pages.next();
        const afterFirst = wire.requests.length;
        expect(afterFirst).toBeGreaterThan(before);
        for (let turn = 0; turn < 20; turn += 1) await nextTurn();
        expect(wire.requests.length).toBe(afterFirst);
        await pages.return?.();
        await nextTurn();
        expect(wire.requests.length).toBe(afterFirst);
      },
    },
    {
      promise: `${name}: a cut, failed or lost answer is an error and never the end of the pass`,
      async run(rig) {
        const { reader, hands } = await filled(rig, name);
        const { wire } = rig;
        const everything = [...hands.ids()].toSorted();
        // Out of reach of every overlap, so that each pass makes the same calls.
        rig.ground.advance(BEYOND_OVERLAPS_MS);
        const before = wire.requests.length;
        await collectPages(reader.pages(null));
        const calls = wire.requests.length - before;
        for (let call = 1; call <= calls; call += 1) {
          for (const fate of ['cut', 'failed-before', 'lost-before'] as const) {
            // Once, which a second try may mend, and from then on, which nothing mends.
            wire.meet(call, fate);
            await endsInErrorOrWith(reader, everything);
            expect(wire.isWaiting(), `call ${call} of ${calls}`).toBe(false);
            wire.meetFrom(call, fate);
            await endsInErrorOrWith(reader, everything);
            wire.reset();
          }
        }
      },
    },
    {
      promise: `${name}: an answer that is given again and again is an error, not an endless pass`,
      async run(rig) {
        const { reader, hands } = await filled(rig, name);
        const answers = new Map<string, number>();
        const first = await recordFirstPage(rig, reader);
        rig.wire.rewrite((response, request) => {
          const count = answers.get(request.operation) ?? 0;
          answers.set(request.operation, count + 1);
          return { ...response, ...first.get(request.operation) };
        });
        await endsInErrorOrWith(reader, [...hands.ids()].toSorted());
      },
    },
    {
      promise: `${name}: an answer that contradicts itself about its end is not taken for the end`,
      async run(rig) {
        const { reader, hands } = await filled(rig, name);
        for (const lie of rig.ground.lies) {
          rig.wire.rewrite((response) => lie.tell(response) ?? response);
          await endsInErrorOrWith(reader, [...hands.ids()].toSorted());
        }
      },
    },
    ...(isResumable ? [resumes(name)] : []),
    ...(isResumable && !isRepaired ? [catchesUp(name)] : []),
  ];
}

/** A page that was cut without a trace cannot be told from the last one; where no full pass repairs it, the next must. */
function catchesUp(name: Reader['name']): Check {
  return {
    promise: `${name}: what a page lacked that was cut without a trace, the next pass has`,
    async run(rig) {
      const { reader, hands } = await filled(rig, name);
      rig.ground.faults.force('truncated-page', 1);
      const cut = await collectPages(reader.pages(null));
      const next = await collectPages(reader.pages(required(cut.at(-1)?.cursor, 'a cursor')));
      expect(uniqueIdsOf(reader, [...cut, ...next])).toEqual([...hands.ids()].toSorted());
    },
  };
}

function resumes(name: Reader['name']): Check {
  return {
    promise: `${name}: a pass that was broken off goes on from the cursor of its last page`,
    async run(rig) {
      const { reader, hands } = await filled(rig, name);
      const whole = await collectPages(reader.pages(null));
      for (let kept = 1; kept < whole.length; kept += 1) {
        const seen = await takePages(reader, kept);
        const rest = await collectPages(reader.pages(required(seen.at(-1)?.cursor, 'a cursor')));
        expect(uniqueIdsOf(reader, [...seen, ...rest])).toEqual([...hands.ids()].toSorted());
      }
      const after = await collectPages(reader.pages(required(whole.at(-1)?.cursor, 'a cursor')));
      expect(after.at(-1)?.complete).toBe(true);
    },
  };
}

/** Whether the same records have a full pass besides. */
function hasFullPass(declared: Connection, name: Reader['name']): boolean {
  const what = name.replace(' changedSince', '');
  return readersOf(declared).some((other) => other.name === `${what} all`);
}

/** The honest ends: an error of the contract, a pass that does not call itself complete, or all that there is. */
async function endsInErrorOrWith(reader: Reader, everything: readonly string[]): Promise<void> {
  let pages: readonly Page<unknown>[] = [];
  const error = await caught(async () => {
    pages = await collectPages(reader.pages(null), PAGES_MAX);
  });
  if (error !== undefined) {
    expect(error, `${reader.name} ends in an error of the contract`).toBeInstanceOf(SynclineError);
    return;
  }
  if (pages.at(-1)?.complete !== true) return;
  const refused = pages.flatMap((page) => page.refused);
  if (refused.length > 0) return;
  expect(uniqueIdsOf(reader, pages), 'a pass that calls itself complete').toEqual(everything);
}

async function filled(rig: Rig, name: Reader['name']) {
  const hands = required(rig.ground.records[name], `records for ${name}`);
  await hands.fill();
  const reader = readerOf(rig.connection, name);
  // What a connection learns once (a token, a version) is learned now.
  await takePages(reader, 1);
  return { reader, hands };
}

async function takePages(reader: Reader, count: number): Promise<readonly Page<unknown>[]> {
  const seen: Page<unknown>[] = [];
  for await (const page of reader.pages(null)) {
    seen.push(page);
    if (seen.length === count) break;
  }
  return seen;
}

/** The answers of the first page, by operation. */
async function recordFirstPage({ wire }: Rig, reader: Reader) {
  const from = wire.responses.length;
  await takePages(reader, 1);
  return new Map(
    wire.requests.slice(-(wire.responses.length - from)).map((request, index) => {
      const { status, headers, body } = required(wire.responses[from + index], 'a response');
      return [request.operation, { status, headers, body }];
    }),
  );
}

function idsOf(reader: Reader, pages: readonly Page<unknown>[]): readonly string[] {
  return pages.flatMap((page) => page.items.map((item) => reader.idOf(item))).toSorted();
}

function uniqueIdsOf(reader: Reader, pages: readonly Page<unknown>[]): readonly string[] {
  return [...new Set(idsOf(reader, pages))].toSorted();
}
