import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxResponse } from '#sdk/sandbox/serve.ts';
import type { OperationName } from '#connectors/klaviyo/call-costs.ts';
import type { KlaviyoState } from '../state.ts';

/** What a route is handed. */
export interface Call {
  readonly state: KlaviyoState;
  readonly faults: FaultBoard;
  readonly operation: OperationName;
  /** Of the path's one variable, else empty. */
  readonly id: string;
  readonly url: URL;
  /** Parsed; undefined when there is none, or none that could be parsed. */
  readonly body: unknown;
  /** How long accepted work takes. */
  readonly jobMs: number;
  /** How late the search shows a change when it is stale. */
  readonly staleSearchMs: number;
  /** What is said to an event that is there already: both are told of Klaviyo. */
  readonly repeatedEvents: 'dropped' | 'refused';
}

export type Route = (call: Call) => SandboxResponse;
