import type { Clock } from '#sdk/clock.ts';
import { createDeliveries, type Deliveries, type SendDelivery, type WebhookStats } from './deliveries.ts';
import { createFaultBoard, type FaultBoard } from './fault-board.ts';
import { machineClock, sendByHttp } from './machine-edges.ts';
import {
  type RunningSandbox,
  type SandboxHandler,
  type SandboxRequest,
  type SandboxResponse,
  serveSandbox,
  withTransportFaults,
} from './serve.ts';

/** What every sandbox can be handed; each has a default. */
export interface SandboxOptions {
  /** The machine's clock unless given; a simulation hands in its own. */
  readonly clock?: Clock | undefined;
  /** Same seed, same faults. */
  readonly seed?: number | undefined;
  readonly faults?: FaultBoard | undefined;
  /** Sees every exchange as it is before the transport's faults; for tests. */
  readonly observe?: ((request: SandboxRequest, response: SandboxResponse) => void) | undefined;
  readonly webhookRetryDelaysMs?: readonly number[] | undefined;
  /** By HTTP unless given. */
  readonly sendWebhook?: SendDelivery | undefined;
}

/** The ways of a sandbox to the world, before there is a model. */
export interface SandboxEdges {
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly deliveries: Deliveries;
}

/** A sandbox without a socket: a handler over its model, for a simulation that owns time. */
export interface SandboxCore {
  readonly faults: FaultBoard;
  /** Answers as the server does, without the transport's own faults. */
  readonly handler: SandboxHandler;
  /** With the transport's faults: `undefined` means that the caller never hears an answer. */
  readonly faultyHandler: ReturnType<typeof withTransportFaults>;
  readonly webhookStats: () => WebhookStats;
  readonly stopWebhooks: () => void;
}

/** `retryDelaysMs`: the vendor's own waits before a webhook that was not taken goes out again. */
export function openSandboxEdges(options: SandboxOptions, retryDelaysMs: readonly number[]): SandboxEdges {
  const clock = options.clock ?? machineClock;
  const faults = options.faults ?? createFaultBoard({ now: () => clock.now(), seed: options.seed ?? 1 });
  const deliveries = createDeliveries({
    clock,
    faults,
    send: options.sendWebhook ?? sendByHttp(),
    retryDelaysMs: options.webhookRetryDelaysMs ?? retryDelaysMs,
  });
  return { clock, faults, deliveries };
}

/** Puts the edges around a model's answers. `operationOf` names a request in the diary of faults. */
export function createSandboxCore(
  { clock, faults, deliveries }: SandboxEdges,
  answer: SandboxHandler,
  {
    observe,
    operationOf,
  }: Pick<SandboxOptions, 'observe'> & { readonly operationOf: (request: SandboxRequest) => string },
): SandboxCore {
  const handler: SandboxHandler = async (request) => {
    const response = await answer(request);
    observe?.(request, response);
    return response;
  };
  return {
    faults,
    handler,
    faultyHandler: withTransportFaults(handler, { faults, clock, operationOf }),
    webhookStats: () => deliveries.stats(),
    stopWebhooks: () => deliveries.stop(),
  };
}

/** Serves a sandbox on loopback; closing it ends its webhooks, too. `port` absent: any free one. */
export async function startSandbox<Core extends SandboxCore>(
  core: Core,
  port?: number,
): Promise<Core & RunningSandbox> {
  const server = await serveSandbox({
    handler: core.faultyHandler,
    faults: core.faults,
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...core,
    url: server.url,
    async close() {
      core.stopWebhooks();
      await server.close();
    },
  };
}
