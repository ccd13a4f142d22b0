import { expect } from 'vitest';
import type { Page } from '#sdk/capabilities.ts';
import { required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { collectPages, type Reader, readerOf, readersOf } from '#tests/conformance/readers.ts';
import type { Rig } from '#tests/conformance/rig.ts';

const LONG_MS = 30 * 60_000;

/** Whatever happens while and between passes, after one more pass everything has been seen as it is. */
export const cursorChecks: ChecksFor = (declared) =>
  readersOf(declared)
    .filter(({ isResumable, isWhole }) => isResumable && !isWhole)
    .flatMap(({ name }) => cursorsOf(name).map((check) => ({ ...check, sharesRig: true })));

function cursorsOf(name: Reader['name']): readonly Check[] {
  return [
    {
      promise: `${name}: what changes while a pass is under way is seen by this pass or the next`,
      async run(rig) {
        const pull = await startPull(rig, name);
        await pull.pass();
        rig.ground.advance(LONG_MS);
        let page = 0;
        await pull.pass(async () => {
          page += 1;
          // Records of pages that were read already, of this one, and of those to come.
          if (page <= 3) {
            for (const id of spread(pull.ids(), 4)) pull.change(id);
            await pull.add();
          }
        });
        rig.ground.advance(LONG_MS);
        await pull.pass();
        await pull.expectAllSeen();
      },
    },
    {
      promise: `${name}: what changes in the very moment of the cursor is seen by the next pass`,
      async run(rig) {
        const pull = await startPull(rig, name);
        await pull.pass();
        rig.ground.advance(LONG_MS);
        const [one, two, three] = spread(pull.ids(), 3);
        if (one !== undefined) pull.change(one);
        await pull.add();
        await pull.pass();
        // At once: within the second, and mostly the millisecond, that the cursor names.
        if (two !== undefined) pull.change(two);
        if (three !== undefined) pull.change(three);
        await pull.add();
        rig.ground.advance(LONG_MS);
        await pull.pass();
        await pull.expectAllSeen();
      },
    },
    {
      promise: `${name}: what the search shows late is seen once it shows it`,
      async run(rig) {
        const { faults, lagMs } = rig.ground;
        const pull = await startPull(rig, name);
        await pull.pass();
        for (let round = 0; round < 4; round += 1) {
          rig.ground.advance(LONG_MS);
          faults.set({ 'stale-search': 1 });
          for (const id of spread(pull.ids(), 3)) pull.change(id);
          await pull.add();
          faults.set({ 'stale-search': 0 });
          // One that is not late pushes the cursor past those that are.
          const [prompt] = spread(pull.ids(), 1);
          if (prompt !== undefined) pull.change(prompt);
          await pull.add();
          faults.set({ 'stale-search': 1 });
          await pull.pass();
          faults.set({ 'stale-search': 0 });
          rig.ground.advance(lagMs + 1_000);
          await pull.pass();
          await pull.expectAllSeen();
        }
      },
    },
  ];
}

/** What an engine does with a reader: keeps the newest of each record, and the cursor of the last page. */
interface Pull {
  pass(between?: () => Promise<void>): Promise<void>;
  change(id: string): void;
  add(): Promise<void>;
  ids(): readonly string[];
  expectAllSeen(): Promise<void>;
}

async function startPull(rig: Rig, name: Reader['name']): Promise<Pull> {
  const hands = required(rig.ground.records[name], `records for ${name}`);
  await hands.fill();
  const reader = readerOf(rig.connection, name);
  const mirror = new Map<string, unknown>();
  let cursor: string | null = null;
  const keep = (page: Page<unknown>): void => {
    expect(page.refused).toEqual([]);
    for (const item of page.items) mirror.set(reader.idOf(item), item);
    ({ cursor } = page);
  };
  return {
    async pass(between) {
      for await (const page of reader.pages(cursor)) {
        keep(page);
        await between?.();
      }
    },
    change: (id) => hands.change?.(id),
    add: () => hands.add(),
    ids: () => hands.ids(),
    async expectAllSeen() {
      const fresh = await collectPages(reader.pages(null));
      const truth = new Map(fresh.flatMap((page) => page.items.map((item) => [reader.idOf(item), item])));
      expect([...truth.keys()].toSorted()).toEqual([...hands.ids()].toSorted());
      const unseen = [...truth].filter(
        ([id, item]) => JSON.stringify(mirror.get(id)) !== JSON.stringify(item),
      );
      expect(unseen).toEqual([]);
    },
  };
}

/** So many of them, from the first to the last. */
function spread(ids: readonly string[], count: number): readonly string[] {
  const step = Math.max(1, Math.floor(ids.length / count));
  return ids.filter((_, index) => index % step === 0).slice(0, count);
}
