/** One wrong setting: where it stands, what is wrong, and what to write instead. Never contains a value that may be secret. */
export interface Problem {
  /** `locations.main.authority.connection`; empty for the file as a whole. */
  readonly path: string;
  readonly reason: string;
  readonly advice?: string | undefined;
}

/** The configuration cannot be used; it lists everything that is wrong, so that one round of corrections is enough. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly file: string;
  readonly problems: readonly Problem[];
  constructor(file: string, problems: readonly Problem[]) {
    super(
      `${file} cannot be used:\n${problems.map((problem) => `  - ${describeProblem(problem)}`).join('\n')}`,
    );
    this.file = file;
    this.problems = problems;
  }
}

export function describeProblem({ path, reason, advice }: Problem): string {
  return `${path === '' ? '' : `${path}: `}${reason}${advice === undefined ? '' : ` (${advice})`}`;
}
