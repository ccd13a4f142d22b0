import { resolve } from 'node:path';
import type { Command } from 'commander';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { changeLedger } from './change-ledger.ts';

export function backupCommand(): Command {
  const command = answeringCommand('backup', 'write a consistent copy of the ledger while it works')
    .argument('<file>', 'must not exist yet; on PostgreSQL a folder')
    .action(async (file: string, options: CommonOptions) => {
      const path = resolve(file);
      await changeLedger(options, {
        name: 'backup',
        args: { path },
        progress: 'Backup',
        render: () =>
          `Wrote ${path}. Keep the sealing key with it, but not in the same place: without it personal data and stored webhooks stay shut.`,
      });
    });
  return withExamples(command, ['syncline backup /backups/syncline-$(date +%F).sqlite']);
}
