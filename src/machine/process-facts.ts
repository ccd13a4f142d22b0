import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessFacts {
  readonly parentPid: number;
  /** The command line as the process shows it now; servers rewrite theirs. */
  readonly command: string;
}

/** What the system tells about a process, or undefined when there is none (a zombie counts as none). */
export function readProcessFacts(pid: number): ProcessFacts | undefined {
  if (process.platform !== 'linux') return readWithPs(pid);
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    if (/^State:\s+Z/m.test(status)) return undefined;
    const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return parent === undefined ? undefined : { parentPid: Number(parent), command };
  } catch {
    // Gone before or between the two reads.
    return undefined;
  }
}

function readWithPs(pid: number): ProcessFacts | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [, parent, command] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    return parent === undefined || command === undefined ? undefined : { parentPid: Number(parent), command };
  } catch {
    // ps ends with 1 when no process has this id.
    return undefined;
  }
}
