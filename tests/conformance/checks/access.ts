import { expect } from 'vitest';
import type { Finding } from '#sdk/define-connector.ts';
import { UnauthorizedError } from '#sdk/errors.ts';
import { caught, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { collectPages, readersOf } from '#tests/conformance/readers.ts';
import { writeCasesOf } from '#tests/conformance/write-cases.ts';

const DAY_MS = 86_400_000;

/** `check()` says what is wrong with an account, and a refused credential is told from everything else. */
export const accessChecks: ChecksFor = () => [
  {
    promise: 'check finds nothing grave in a good account, and writes nothing',
    async run({ connection }) {
      const findings = await connection.check();
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(findings.some(({ severity }) => severity === 'ok')).toBe(true);
      expect(shaped(findings)).toEqual([]);
    },
  },
  {
    promise: 'check names a refused credential and does not throw',
    async run({ ground, open }) {
      const findings = await open(ground.accounts.refused()).check();
      expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
      expect(shaped(findings)).toEqual([]);
    },
  },
  {
    promise: 'check says so when nobody answers, and does not throw',
    async run({ connection, wire }) {
      for (const fate of ['not-sent', 'lost-before', 'failed-before'] as const) {
        wire.meetFrom(1, fate);
        const findings = await connection.check();
        expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
        expect(shaped(findings)).toEqual([]);
      }
    },
  },
  rights('names the rights that are missing', 'error', 'tooFewRights'),
  rights('names the rights that are too many', 'warning', 'tooManyRights'),
  {
    promise: 'check warns of a clock that is a day off, and of no other',
    async run({ connection, wire }) {
      const before = (await connection.check()).filter(isAboutTime);
      expect(before).toEqual([]);
      for (const shift of [DAY_MS, -DAY_MS]) {
        wire.shiftClock(shift);
        expect((await connection.check()).filter(isAboutTime)).toHaveLength(1);
      }
    },
  },
  {
    promise: 'a refused credential is UnauthorizedError for every read and every write',
    async run({ connection: good, ground, open }) {
      const refused = open(ground.accounts.refused());
      for (const reader of readersOf(refused)) {
        const error = await caught(() => collectPages(reader.pages(null)));
        expect(error, reader.name).toBeInstanceOf(UnauthorizedError);
      }
      for (const { title, prepare } of writeCasesOf(good, ground)) {
        const subject = await prepare();
        const before = subject.books();
        const error = await caught(() => subject.send(subject.key, refused));
        expect(error, title).toBeInstanceOf(UnauthorizedError);
        expect(subject.books(), title).toEqual(before);
      }
    },
  },
];

function rights(
  promise: string,
  severity: 'warning' | 'error',
  which: 'tooFewRights' | 'tooManyRights',
): Check {
  return {
    promise: `check ${promise}`,
    async run({ connection, ground, open }) {
      const account = await ground.accounts[which]?.();
      if (account === undefined) {
        const said = (await connection.check()).filter(({ code }) => code === 'scopes.unknown');
        return expect(said).toHaveLength(1);
      }
      const findings = await open(account.settings).check();
      const named = findings.filter(
        (finding) => finding.severity === severity && account.named.test(finding.message),
      );
      expect(named.length).toBeGreaterThan(0);
      expect(shaped(findings)).toEqual([]);
    },
  };
}

/** Findings that do not help anybody: trouble without advice, or a code that is no code. */
function shaped(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    ({ severity, advice, code, message }) =>
      (severity !== 'ok' && (advice ?? '') === '') || !/^[a-z-]+(\.[a-z-]+)*$/.test(code) || message === '',
  );
}

function isAboutTime({ severity, code }: Finding): boolean {
  return severity !== 'ok' && code.startsWith('clock');
}
