/** One fenced block of the guide, and the file that it is. */
export interface GuideBlock {
  readonly path: string;
  /** `diff`: a change of a file that is there. */
  readonly language: string;
  readonly text: string;
}

/** Blocks that are no files: what is typed into a shell, and what is drawn. */
const FREE = new Set(['sh', 'text']);
const FENCE = /^```(?<language>[a-z]*)\n(?<text>[\s\S]*?)^```$/gmu;
/** A line of its own before the block. */
const NAME = /\*\*`(?<path>[^`*]+)`\*\*\n\n$/u;

/** The files that a guide writes. @throws {Error} for a block of code that has no name: nobody would know whether it is true. */
export function readBlocks(markdown: string): readonly GuideBlock[] {
  return [...markdown.matchAll(FENCE)].flatMap((match) => {
    const { language = '', text = '' } = match.groups ?? {};
    if (FREE.has(language)) return [];
    const path = NAME.exec(markdown.slice(0, match.index))?.groups?.['path'];
    if (path === undefined) throw new Error(`a block of ${language} has no name: ${text.slice(0, 80)}`);
    return [{ path, language, text }];
  });
}

/** What a file says after a change in the form of a diff: lines that stay, go (-) and come (+). @throws {Error} when it does not fit. */
export function applyChange(before: string, { path, text }: GuideBlock): string {
  // An empty line that stays: editors take its one space away.
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? ' ' : line));
  const side = (mark: '-' | '+'): string =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(mark))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [head, tail, ...more] = before.split(side('-'));
  if (head === undefined || tail === undefined || more.length > 0) {
    throw new Error(`the change of ${path} does not fit what stands there`);
  }
  return `${head}${side('+')}${tail}`;
}
