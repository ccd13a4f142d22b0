import type { Command } from 'commander';
import type { SubjectFinding } from './check/finding.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, remark, renderTable } from './output.ts';

interface Answer {
  readonly ok: boolean;
  readonly file: string;
  readonly findings: readonly SubjectFinding[];
}

export function checkCommand(): Command {
  const command = answeringCommand(
    'check',
    'validate the configuration, contact every system, and say what to do',
  ).action(async (options: CommonOptions) => {
    const { configuration, file } = await loadForCommand(options);
    const { inspectSetup } = await import('./check/inspect-setup.ts');
    const findings = await inspectSetup(configuration, remark);
    const ok = findings.every(({ severity }) => severity !== 'error');
    print<Answer>({ ok, file, findings }, options.json, render);
    if (!ok) process.exitCode = exitCodes.failed;
  });
  return withExamples(command, [
    'syncline check',
    'syncline check --json | jq \'.findings[] | select(.severity == "error")\'',
  ]);
}

const marks = { ok: 'ok', warning: 'warning', error: 'ERROR' } as const;

function render({ ok, file, findings }: Answer): string {
  const rows = findings.map((one) => [marks[one.severity], one.subject, one.code, one.message]);
  const advice = findings.filter((one) => one.severity !== 'ok' && one.advice !== undefined);
  return [
    `${file}: the configuration is valid.`,
    '',
    renderTable(['', 'where', 'what', 'finding'], rows),
    ...(advice.length === 0
      ? []
      : ['', 'What to do:', ...advice.map((one) => `  - ${one.subject}, ${one.code}: ${one.advice ?? ''}`)]),
    '',
    ok ? 'Syncline can start.' : 'Correct the errors, then check again.',
  ].join('\n');
}
