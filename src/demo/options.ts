import type { FaultLevelName } from './fault-levels.ts';

export const plans = ['standard', 'advanced', 'plus', 'enterprise'] as const;

export interface DemoOptions {
  /** How long the shop sells. */
  readonly seconds: number;
  /** Orders per second. */
  readonly rate: number;
  /** Units of the flash sale; 0: there is none. */
  readonly flash: number;
  /** Customers per second who come for it. */
  readonly flashRate: number;
  readonly seed: number;
  /** How many stores share the shelves. */
  readonly stores: number;
  readonly faults: FaultLevelName;
  /** How long to wait, after selling, until both systems say the same. */
  readonly settleSeconds: number;
  readonly plan: (typeof plans)[number];
  /** Null: a fresh SQLite file. */
  readonly databaseUrl: string | null;
  readonly keep: boolean;
  readonly json: boolean;
  readonly catalog?: string | undefined;
  readonly baskets?: string | undefined;
  readonly lines?: string | undefined;
}
