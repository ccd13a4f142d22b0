import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { z } from 'zod';
import type { Command } from 'commander';
import { askForChange } from './change-ledger.ts';
import { CliError } from './cli-error.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, remark, renderTime } from './output.ts';

const OWNER_ONLY = 0o600;

const exportShape = z.looseObject({
  receipt: z.object({
    id: z.string(),
    at: z.number(),
    by: z.string(),
    customers: z.number(),
    orders: z.number(),
  }),
  erasedAt: z.number().nullable(),
});
type Exported = z.output<typeof exportShape>;

interface ExportOptions extends CommonOptions {
  readonly out?: string;
  readonly request?: string;
  readonly by: string;
}

/** All that is stored of a person, for themselves. */
export function exportCommand(): Command {
  const command = answeringCommand('export', 'all that is stored of a person, as JSON')
    .argument('<email>', 'the address of the person')
    .option('--out <file>', 'a new file that only you can read (default: standard output)')
    .option('--request <id>', 'the request of a store that this answers; it is closed')
    .option('--by <name>', 'who asks for it', userInfo().username)
    .action(run);
  return withExamples(command, [
    'syncline privacy export ada@example.com --out ada.json',
    'syncline privacy export ada@example.com --request 9999 --out ada.json',
  ]);
}

async function run(email: string, { out, request, by, ...options }: ExportOptions): Promise<void> {
  const { configuration } = await loadForCommand(options);
  const ask = async (): Promise<Exported> =>
    exportShape.parse(
      await askForChange(configuration, {
        name: 'privacy-export',
        args: { email, request: request ?? null, by },
      }),
    );
  if (out === undefined) {
    const exported = await ask();
    print(exported, options.json, (all) => JSON.stringify(all, null, 2));
    remark(describe(exported));
    return;
  }
  const exported = await writeInto(out, ask);
  const { receipt, erasedAt } = exported;
  print({ receipt, erasedAt, file: out }, options.json, () => `${describe(exported)} It is in ${out}.`);
}

/** The file is made first: nobody is told that they were told when it cannot be written. */
async function writeInto(path: string, ask: () => Promise<Exported>): Promise<Exported> {
  const file = openNew(path);
  try {
    const exported = await ask();
    writeFileSync(file, `${JSON.stringify(exported, null, 2)}\n`);
    return exported;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', OWNER_ONLY);
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw new CliError(isThere ? `${path} is there already` : `${path} cannot be written`, {
      exitCode: exitCodes.usage,
      advice: 'name a new file in a folder that is there',
    });
  }
}

function describe({ receipt: { id, customers, orders }, erasedAt }: Exported): string {
  const found =
    customers + orders === 0
      ? 'Nothing is stored under this address'
      : `Told of ${customers} customer records and ${orders} orders`;
  const erased = erasedAt === null ? '' : `; the person was erased at ${renderTime(erasedAt)}`;
  return `${found}${erased} (receipt ${id}).`;
}
