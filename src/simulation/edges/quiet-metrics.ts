import { Gauge, Registry } from 'prom-client';
import type { Metrics } from '#server/metrics.ts';

/** Counts nothing: nobody scrapes a simulation. One for all processes, because the library's gauges are slow to make. */
export function createQuietMetrics(): Metrics {
  const registry = new Registry();
  const gauge = new Gauge({ name: 'nothing', help: 'Nothing.', registers: [registry] });
  return {
    registry,
    receipt: () => undefined,
    call: () => undefined,
    effect: () => undefined,
    run: () => undefined,
    pressure: () => undefined,
    gauges: {
      dirty: gauge,
      parked: gauge,
      oldestSeconds: gauge,
      effects: gauge,
      events: gauge,
      discrepancies: gauge,
      paused: gauge,
      brakes: gauge,
      commits: gauge,
      diskFree: gauge,
      bucket: gauge,
      breaker: gauge,
      riskUnits: gauge,
      riskMoney: gauge,
      propagationSeconds: gauge,
    },
  };
}
