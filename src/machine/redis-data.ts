import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Moves the append-only files out of Redis's way, over those put aside before, and tells where they are; undefined when
 * there were none. Used when Redis refuses them, for example after a step back to an older version.
 */
export function setAsideRedisData(dataDir: string): string | undefined {
  const current = join(dataDir, 'appendonlydir');
  if (!existsSync(current)) return undefined;
  const aside = `${current}.unreadable`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(current, aside);
  return aside;
}
