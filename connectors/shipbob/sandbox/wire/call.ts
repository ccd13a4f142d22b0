import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxResponse } from '#sdk/sandbox/serve.ts';
import type { ShipbobState } from '../state.ts';

/** What a route is handed. */
export interface Call {
  readonly state: ShipbobState;
  readonly faults: FaultBoard;
  readonly operation: string;
  /** Of the path's one variable, else empty. */
  readonly id: string;
  readonly url: URL;
  /** Parsed; undefined when there is none, or none that could be parsed. */
  readonly body: unknown;
  readonly channelId: number;
  /** How late the search shows a change when it is stale. */
  readonly staleSearchMs: number;
  readonly channels: readonly SandboxChannel[];
}

export interface SandboxChannel {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
}

export type Route = (call: Call) => SandboxResponse;
