import type { Connection, Connector, ConnectorTools } from '#sdk/define-connector.ts';
import { recordLog, type RecordedLog } from '#tests/support/record-log.ts';
import { systemClock, systemRandom } from '#tests/support/system-time.ts';
import type { ConformanceFixture, Ground, GroundOptions } from './fixture.ts';
import { createPassingClock } from './passing-clock.ts';
import { createWire, type Wire } from './wire.ts';

/** One connector on one sandbox, with the wire between them in our hand. */
export interface Rig {
  readonly fixture: ConformanceFixture;
  readonly connector: Connector;
  readonly ground: Ground;
  readonly wire: Wire;
  readonly log: RecordedLog;
  readonly connection: Connection;
  /** One more connection of the same connector through the same wire. */
  readonly open: (settings: Readonly<Record<string, unknown>>) => Connection;
  /** A second sandbox, closed with the first. */
  readonly startAnother: (options: GroundOptions) => Promise<Ground>;
  close(): Promise<void>;
}

/** `connector` is the fixture's own, unless the kit is being tested with a broken one. */
export async function openRig(
  fixture: ConformanceFixture,
  connector: Connector = fixture.connector,
): Promise<Rig> {
  const grounds = [await fixture.start()];
  const [ground] = grounds;
  if (ground === undefined) throw new TypeError('no sandbox');
  const wire = createWire();
  const log = recordLog();
  const tools: ConnectorTools = { http: wire, clock: createPassingClock(), random: systemRandom, log };
  const open = (settings: Readonly<Record<string, unknown>>): Connection => connector.open(settings, tools);
  return {
    fixture,
    connector,
    ground,
    wire,
    log,
    open,
    connection: open(ground.settings),
    async startAnother(options) {
      const another = await fixture.start(options);
      grounds.push(another);
      return another;
    },
    async close() {
      for (const started of grounds) await started.close();
    },
  };
}

/** What the connector of a fixture declares; asks nobody. */
export function declaredBy(fixture: ConformanceFixture, connector = fixture.connector): Connection {
  const http = {
    call: () => Promise.reject(new TypeError('opening a connection must not call anybody')),
  };
  return connector.open(fixture.settings.valid, {
    http,
    clock: systemClock,
    random: systemRandom,
    log: recordLog(),
  });
}
