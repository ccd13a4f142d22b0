/** One instruction of a Dockerfile, with its continued lines joined and its comments gone. */
export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

/** The instructions in their order. Heredocs are not understood; a keyword that is none is left to the reader. */
export function readDockerfile(text: string): readonly Instruction[] {
  const joined = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '');
  return joined
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [keyword = '', ...words] = line.split(/\s+/);
      return { keyword: keyword.toUpperCase(), rest: words.join(' ') };
    });
}
