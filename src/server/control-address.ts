import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where commands reach the daemon of a data folder, and what opens it. The file is readable by its owner alone. */
const controlAddress = z.object({ url: z.url(), token: z.string().min(1), pid: z.int().positive() });

export type ControlAddress = z.output<typeof controlAddress>;

const FILE_NAME = 'control.json';

/** Null: no daemon wrote one. One that was killed leaves its file behind, so the address may be dead. */
export function readControlAddress(dataDir: string): ControlAddress | null {
  try {
    return controlAddress.parse(JSON.parse(readFileSync(join(dataDir, FILE_NAME), 'utf8')));
  } catch {
    return null;
  }
}

/** Whole or not at all: a command may read it at any moment. */
export function writeControlAddress(dataDir: string, address: ControlAddress): void {
  const file = join(dataDir, FILE_NAME);
  writeFileSync(`${file}.new`, JSON.stringify(address), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeControlAddress(dataDir: string): void {
  rmSync(join(dataDir, FILE_NAME), { force: true });
}
