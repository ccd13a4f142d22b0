import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyChange, type GuideBlock } from './read-blocks.ts';

/** What a repository needs to be one; everything else at its top is no matter of the guide. */
const TOP = ['config', 'connectors', 'docs', 'jobs', 'node_modules', 'src', 'tests', 'tsconfig.json'];

/**
 * Makes a repository as it is after somebody did all that the guide says. What the guide does not touch is linked, so
 * that one class of error stays one class.
 */
export function layOut(
  blocks: readonly GuideBlock[],
  { repository, target }: { readonly repository: string; readonly target: string },
): void {
  copyFileSync(join(repository, 'package.json'), join(target, 'package.json'));
  const written = new Map(blocks.map((block) => [block.path, contentOf(block, repository)]));
  for (const name of TOP) link(name, { repository, target, paths: [...written.keys()] });
  for (const [path, content] of written) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), content);
  }
}

function contentOf(block: GuideBlock, repository: string): string {
  if (block.language !== 'diff') return block.text;
  return applyChange(readFileSync(join(repository, block.path), 'utf8'), block);
}

/** A folder into which the guide writes is a real one, with links to all else that it holds. */
function link(
  path: string,
  places: { readonly repository: string; readonly target: string; readonly paths: readonly string[] },
): void {
  const { repository, target, paths } = places;
  if (paths.includes(path)) return;
  if (!paths.some((one) => one.startsWith(`${path}/`))) {
    symlinkSync(join(repository, path), join(target, path));
    return;
  }
  mkdirSync(join(target, path));
  for (const name of readdirSync(join(repository, path))) link(`${path}/${name}`, places);
}
