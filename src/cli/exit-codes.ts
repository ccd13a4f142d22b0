/** What the shell learns; documented in docs/operations.md. */
export const exitCodes = {
  done: 0,
  /** It was tried and failed, or a check found an error. */
  failed: 1,
  /** The command line or the configuration is wrong; nothing was tried. */
  usage: 2,
  /** What was asked about does not exist. */
  notFound: 3,
} as const;
