/** The parts of Syncline that a process can run; without `--only` it runs all. */
export const roles = ['web', 'worker', 'scheduler'] as const;

export type Role = (typeof roles)[number];
