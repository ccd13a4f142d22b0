/** A sandbox, and what to write into a configuration to use it. */
export interface HandSandbox {
  readonly url: string;
  readonly settings: Readonly<Record<string, string | number>>;
  close(): Promise<void>;
}
