import { connectors } from '#connectors/registry.ts';
import type { Configuration } from '#config/schema.ts';
import { createHttpPort, type CallBreaker, type EngineHttpPort } from '#http/http-port.ts';
import { createSender } from '#http/send-request.ts';
import type { HttpPort } from '#sdk/http.ts';
import { CliError } from '#cli/cli-error.ts';
import { systemClock, systemRandom } from '#cli/system-clock.ts';
import { createGentleLimit } from './gentle-limit.ts';

const WAIT_MAX_MS = 120_000;

/** A check wants to hear every failure itself. */
const noBreaker: CallBreaker = { enter: ignore, succeed: ignore, fail: ignore, blockedForMs: () => 0 };

export interface VendorReach {
  readonly httpOf: (connection: string) => HttpPort;
  close(): Promise<void>;
}

/** The network for a check, one slow lane per connection. */
export function reachVendors({ connections }: Configuration): VendorReach {
  const ports: EngineHttpPort[] = [];
  return {
    httpOf(connection) {
      const setting = connections[connection];
      const connector = connectors.find((one) => one.name === setting?.connector);
      if (setting === undefined || connector === undefined)
        throw new CliError(`there is no connection "${connection}"`);
      const port = createHttpPort({
        connection,
        sender: createSender({ clock: systemClock }),
        limit: createGentleLimit(connector.limits(setting.settings), systemClock),
        breaker: noBreaker,
        clock: systemClock,
        random: systemRandom,
        waitMaxMs: WAIT_MAX_MS,
      });
      ports.push(port);
      return port;
    },
    async close() {
      await Promise.all(ports.map((port) => port.close()));
    },
  };
}

function ignore(): void {
  // Nothing to remember.
}
