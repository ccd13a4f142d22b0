import { execFile } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { allBugs } from './all-bugs.ts';
import { applyEdits } from './apply-edits.ts';
import { findAffected } from './load-planted.ts';
import type { PlantedBug } from './planted-bug.ts';
import { projectUrlOf, readProjectFile } from './project-imports.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const RULES = [
  'S1',
  'S2',
  'S3',
  'S4',
  'S5',
  'S6',
  'S7',
  'S8',
  'S9',
  'S10',
  'W1',
  'W2',
  'W3',
  'W4',
  'W5',
  'W6',
  'W7',
];
const BUGS_MIN = 30;

const staleBug: PlantedBug = {
  id: 'stale',
  title: 'Replaces what is not there.',
  rule: 'S1',
  mode: 'safety',
  budget: 1,
  edits: [{ file: 'src/reconcile/available.ts', from: 'a text that nobody wrote', to: '' }],
};

test('every bug has a name of its own and breaks a rule, and each rule has a bug', () => {
  expect(allBugs.length).toBeGreaterThanOrEqual(BUGS_MIN);
  expect(new Set(allBugs.map((bug) => bug.id)).size).toBe(allBugs.length);
  const rules = new Set(allBugs.map((bug) => bug.rule));
  expect(RULES.filter((rule) => !rules.has(rule))).toEqual([]);
  for (const { id, rule, mode, netsOff, budget } of allBugs) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(rule, id).toMatch(/^[SWI]\d+$/);
    expect(mode === 'nets-off', id).toBe(netsOff !== undefined && netsOff.length > 0);
    expect(budget, id).toBeGreaterThan(0);
  }
});

test.each(allBugs)('$id still fits the shipped code, and what it makes of it can be read', (bug) => {
  for (const file of new Set(bug.edits.map((edit) => edit.file))) {
    const text = readProjectFile(file);
    const edited = applyEdits(bug, file, text);
    expect(edited).not.toBe(text);
    expect(() => stripTypeScriptTypes(edited), file).not.toThrow();
  }
});

test.each(allBugs)('$id leaves the errors that everybody compares with in one copy', (bug) => {
  for (const { file } of bug.edits) {
    const affected = findAffected(bug, projectUrlOf(file));
    expect(affected).toContain(file);
    expect(affected).not.toContain('src/sdk/errors.ts');
    expect(affected).not.toContain('src/sdk/ledger/ledger.ts');
  }
});

test('a text that is not there, or there twice, is told', () => {
  const [edit] = staleBug.edits;
  expect(() => applyEdits(staleBug, 'src/reconcile/available.ts', 'something else')).toThrow(
    /occurs 0 times/,
  );
  const twice = `${edit?.from ?? ''} ${edit?.from ?? ''}`;
  expect(() => applyEdits(staleBug, 'src/reconcile/available.ts', twice)).toThrow(/occurs 2 times/);
});

test('a planted graph behaves as planted, beside the shipped one', async () => {
  expect(await inPlainNode(BEHAVIOR)).toEqual({
    shippedBefore: 8,
    planted: 10,
    shippedAfter: 8,
    timedOut: { shipped: 'unknown', planted: 'intended' },
    isSameCopyTwice: true,
  });
});

test('a bug that would change nothing is refused', async () => {
  expect(await inPlainNode(REFUSALS)).toEqual({
    stale: expect.stringContaining('planted bug stale is stale'),
    unreached: expect.stringContaining('edits nothing that src/domain/money.ts loads'),
  });
});

const PRELUDE = `
  const { importPlanted } = await import('#simulation/planted/load-planted.ts');
  const { allBugs } = await import('#simulation/planted/all-bugs.ts');
  const at = (name) => import.meta.resolve(name);
  const bug = (id) => allBugs.find((one) => one.id === id);
  const tell = (facts) => process.stdout.write(JSON.stringify(facts));
`;

/** The edited file is not the entry but below it, and the error that is judged comes from outside the planted graph. */
const BEHAVIOR = `${PRELUDE}
  const reading = { quantity: 10, reserved: 0, basis: 1, sentAt: 0, answeredAt: 0 };
  const cell = { expected: null, reading: null, anchorAt: null, factSequence: 0, lastWriteAt: null };
  const facts = { cell, readings: [reading], openLines: [], openWrites: [] };
  const shown = { available: 0, committed: null, sentAt: 0, answeredAt: 0, channelAt: null, factSequence: 0 };
  const policy = { buffer: 2, stockLagMs: 0, horizonAt: null, compareAndSet: true };
  const targetBy = ({ planCell }) => planCell(facts, shown, policy).target;
  const planCellAt = at('#reconcile/plan-cell.ts');
  const shippedBefore = targetBy(await importPlanted(null, planCellAt));
  const planted = await importPlanted(bug('buffer-forgotten'), planCellAt);
  const again = await importPlanted(bug('buffer-forgotten'), planCellAt);
  const { NoAnswerError } = await import('#sdk/errors.ts');
  const outcomeAt = at('#effects/outcome.ts');
  const judge = ({ stateAfter }) => stateAfter(new NoAnswerError('no answer'), false);
  tell({
    shippedBefore,
    planted: targetBy(planted),
    shippedAfter: targetBy(await import(planCellAt)),
    timedOut: {
      shipped: judge(await import(outcomeAt)),
      planted: judge(await importPlanted(bug('time-out-taken-for-not-sent'), outcomeAt)),
    },
    isSameCopyTwice: planted === again,
  });
`;

const REFUSALS = `${PRELUDE}
  const refusalOf = (one, name) => importPlanted(one, at(name)).then(() => 'loaded', (error) => error.message);
  tell({
    stale: await refusalOf(${JSON.stringify(staleBug)}, '#reconcile/available.ts'),
    unreached: await refusalOf(bug('buffer-forgotten'), '#domain/money.ts'),
  });
`;

/** Vitest loads modules in its own way, past the hooks of Node. */
async function inPlainNode(script: string): Promise<unknown> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  return JSON.parse(stdout);
}
