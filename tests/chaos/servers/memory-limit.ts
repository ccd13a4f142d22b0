import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';

/** A group of processes that the kernel lets have so much memory and no more. */
export interface MemoryLimit {
  /** Which kind of limit it is, for people. */
  readonly kind: string;
  /** The file into which a process writes its id to come under the limit; null: nothing enforces it. */
  readonly procsFile: string | null;
  /** Processes that the kernel has killed for it. */
  kills(): number;
  remove(): void;
}

/** Where control groups cannot be written (no root, or a container), nothing enforces it and the caller must look itself. */
export function limitMemory(name: string, bytes: number): MemoryLimit {
  const versions = [
    {
      kind: 'cgroup v2',
      base: ROOT,
      mark: 'cgroup.controllers',
      limit: 'memory.max',
      swap: 'memory.swap.max',
      events: 'memory.events',
    },
    {
      kind: 'cgroup v1',
      base: join(ROOT, 'memory'),
      mark: 'memory.limit_in_bytes',
      limit: 'memory.limit_in_bytes',
      swap: 'memory.memsw.limit_in_bytes',
      events: 'memory.oom_control',
    },
  ];
  for (const { kind, base, mark, limit, swap, events } of versions) {
    const folder = join(base, name);
    try {
      // Without the mark it is an ordinary folder, in which files limit nothing.
      if (!existsSync(join(base, mark))) continue;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, limit), String(bytes));
    } catch {
      // Not ours to write, or no memory controller here.
      remove(folder);
      continue;
    }
    if (existsSync(join(folder, swap)))
      tryWrite(join(folder, swap), kind === 'cgroup v2' ? '0' : String(bytes));
    return {
      kind,
      procsFile: join(folder, 'cgroup.procs'),
      kills: () => Number(/^oom_kill (\d+)/m.exec(readFileSync(join(folder, events), 'utf8'))?.[1] ?? 0),
      remove: () => remove(folder),
    };
  }
  return { kind: 'RSS watched', procsFile: null, kills: () => 0, remove: () => undefined };
}

function remove(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It never came to be, or the kernel still counts a process that has just ended; an empty group harms nobody.
  }
}

/** A kernel without swap accounting has nothing to write here. */
function tryWrite(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    // Then memory alone is limited.
  }
}
