import { inspect } from 'node:util';
import { expect } from 'vitest';
import { ZodError } from 'zod';
import { caught, type ChecksFor } from '#tests/conformance/check.ts';
import { readersOf, collectPages } from '#tests/conformance/readers.ts';
import type { Rig } from '#tests/conformance/rig.ts';

/** Bad settings are refused by their path; a secret is never printed. */
export const settingsChecks: ChecksFor = () => [
  {
    promise: 'a wrong setting is refused with its path',
    async run({ fixture, open }) {
      const { valid, wrong } = fixture.settings;
      expect(wrong.length).toBeGreaterThan(0);
      open(valid);
      for (const { path, change } of wrong) {
        const error = await caught(() => Promise.resolve(open({ ...valid, ...change })));
        expect(error, path).toBeInstanceOf(ZodError);
        const paths = error instanceof ZodError ? error.issues.map((issue) => pathOf(issue)) : [];
        expect(paths).toContain(path);
      }
    },
  },
  {
    promise: 'limits are what the settings say and are usable',
    run({ fixture, connector }) {
      const shape = connector.limits(fixture.settings.valid);
      const numbers = Object.values(shape).filter((value) => typeof value === 'number');
      expect(numbers.length).toBeGreaterThan(0);
      expect(numbers.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
      return Promise.resolve();
    },
  },
  {
    promise: 'no credential is in anything that could be printed',
    async run(rig) {
      const { fixture, open, log } = rig;
      const { valid, secrets } = fixture.settings;
      expect(secrets.length).toBeGreaterThan(0);
      // The address of the sandbox with the credentials of the example: all calls are refused.
      const connection = open({ ...valid, ...addressOf(rig) });
      const texts = [
        print(connection),
        print(fixture.connector.settings.parse(valid)),
        ...(await Promise.all(
          readersOf(connection).map(async (reader) =>
            print(await caught(() => collectPages(reader.pages(null)))),
          ),
        )),
        print(await connection.check()),
        print(log.lines),
      ];
      for (const secret of secrets) {
        expect(texts.filter((text) => text.includes(secret))).toEqual([]);
      }
    },
  },
];

function addressOf({ ground, fixture }: Rig): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(ground.settings).filter(([name]) => name === 'url' && name in fixture.settings.valid),
  );
}

function pathOf(
  issue: { readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] } | object,
): string {
  const { path = [], keys } = issue as {
    readonly path?: readonly PropertyKey[];
    readonly keys?: readonly string[];
  };
  return [...path, ...(keys ?? [])].map(String).join('.');
}

/** Every way in which an object gets into a log. */
function print(value: unknown): string {
  const shown = [
    inspect(value, { depth: 12, showHidden: true, getters: true }),
    String(value),
    toJson(value),
  ];
  if (value instanceof Error) shown.push(value.stack ?? '', print(value.cause));
  return shown.join('\n');
}

function toJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''
  );
}
