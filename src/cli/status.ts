import type { Command } from 'commander';
import { type ConnectionStatus, readStatus, type Status } from '#operations/read-status.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { findDaemon } from './exchange-with-daemon.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, renderSpan, renderTable, renderTime } from './output.ts';
import { readLedger } from './reach-ledger.ts';
import { systemClock } from './system-clock.ts';

interface Answer extends Status {
  /** Process id of the daemon that answers on this machine; null when none does. */
  readonly daemon: number | null;
}

export function statusCommand(): Command {
  const command = answeringCommand(
    'status',
    'what every connection is doing, and what needs a person',
  ).action(async (options: CommonOptions) => {
    const { configuration } = await loadForCommand(options);
    const daemon = await findDaemon(configuration.dataDir);
    const names = Object.keys(configuration.connections);
    const status = await readLedger(configuration, (ledger) =>
      readStatus(ledger, { names, now: systemClock.now() }),
    );
    print<Answer>({ daemon: daemon?.pid ?? null, ...status }, options.json, render);
  });
  return withExamples(command, ['syncline status', 'syncline status --json | jq .connections[].lagMs']);
}

function render(status: Answer): string {
  const needs = [
    ...status.connections
      .filter((one) => one.paused !== 'no')
      .map(
        (one) =>
          `${one.connection} is paused (${one.paused}): ${one.reason ?? ''}. "syncline resume ${one.connection}"`,
      ),
    ...status.brakesHeld.map((hash) => `a mass change waits: "syncline brake show ${hash}"`),
    ...(status.connections.some((one) => one.parked + one.eventsParked > 0)
      ? ['parked work: "syncline parked list"']
      : []),
    ...(status.discrepanciesOpen > 0
      ? [`${status.discrepanciesOpen} open discrepancies: "syncline discrepancies"`]
      : []),
  ];
  return [
    status.daemon === null
      ? 'No Syncline answers on this machine for this data folder.'
      : `Syncline runs as process ${status.daemon}.`,
    '',
    renderTable(
      [
        'connection',
        'state',
        'due',
        'oldest',
        'parked',
        'webhooks waiting',
        'unknown',
        'orders',
        'orders read',
        'stock read',
      ],
      status.connections.map(rowOf),
    ),
    '',
    needs.length === 0
      ? 'Nothing needs a person.'
      : `Needs a person:\n${needs.map((line) => `  - ${line}`).join('\n')}`,
  ].join('\n');
}

function rowOf(one: ConnectionStatus): readonly (string | number)[] {
  return [
    one.connection,
    one.paused === 'no' ? 'working' : `paused ${one.paused}`,
    one.dirty,
    one.dirty === 0 ? '-' : renderSpan(one.lagMs),
    one.parked + one.eventsParked,
    one.eventsWaiting,
    one.effectsUnknown,
    one.orders,
    renderRead(one, 'orders'),
    renderRead(one, 'stock'),
  ];
}

/** A first pass can take long: what was never read to its end says since when it is read. */
function renderRead({ readAt, readingSince }: ConnectionStatus, resource: string): string {
  const [ended, since] = [readAt[resource] ?? null, readingSince[resource] ?? null];
  return ended === null && since !== null ? `reading since ${renderTime(since)}` : renderTime(ended);
}
