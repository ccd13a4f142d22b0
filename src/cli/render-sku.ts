import { toDecimal } from '#domain/money.ts';
import type { NotShown } from '#domain/shown-places.ts';
import type { CellExplanation, SkuExplanation } from '#operations/explain-sku.ts';
import type { PartExplanation } from '#operations/sku-parts.ts';
import type { MeasuredExposure } from '#sdk/ledger/exposure.ts';
import { renderTable, renderTime } from './output.ts';

export function renderSku({ sku, cells, exposures, entries, listings }: SkuExplanation): string {
  const systems = Object.entries(listings).map(([name, count]) =>
    count === 1 ? name : `${name} (${count} items carry it!)`,
  );
  return [
    `${sku}, known to: ${systems.length === 0 ? 'no system' : systems.join(', ')}`,
    ...(cells.length === 0 ? ['No store shows it at a mapped location.'] : cells.map(renderCell)),
    ...(exposures.length === 0 ? [] : [renderExposures(exposures)]),
    ...(entries.length === 0
      ? []
      : [
          'Why it moved, newest first:',
          renderTable(
            ['when', 'where', 'kind', 'change', 'quantity', 'because of'],
            entries.map((entry) => [
              renderTime(entry.at),
              `${entry.connection}/${entry.location}`,
              entry.kind,
              entry.delta ?? '',
              entry.quantity ?? '',
              entry.cause,
            ]),
          ),
        ]),
  ].join('\n\n');
}

const basis = {
  read: 'as last read',
  expected: 'by the facts since it was last read',
  unknown: 'not read yet',
} as const;

function renderCell(cell: CellExplanation): string {
  const rows = [
    ...cell.terms.map((term) => [sign(term.amount), term.term, term.detail]),
    [cell.shows ?? '?', `what ${cell.channel} shows`, basis[cell.showsBy]],
  ];
  const reading =
    cell.authority === null
      ? 'nobody has counted it yet'
      : `${cell.authority.connection ?? 'its authority'} counted ${cell.authority.quantity} at ${renderTime(cell.authority.answeredAt)}`;
  const work =
    cell.work === null || cell.work.wanted === cell.work.done
      ? 'nothing is due'
      : `${cell.work.job} is ${cell.work.state === 'parked' ? 'parked' : 'due'}: ${cell.work.reason ?? cell.work.cause}`;
  return [
    `At ${cell.location}, shown on ${cell.channel}: ${reading}; ${work}.`,
    ...(cell.notShown === null ? [] : [reasons[cell.notShown]]),
    renderTable(['units', 'term', 'detail'], rows),
    ...(cell.parts === null ? [] : ['Its parts:', renderParts(cell.parts)]),
  ].join('\n');
}

const reasons: Readonly<Record<NotShown, string>> = {
  'not-tracked': 'Nobody counts it, so no number is written there.',
  'location-deactivated': 'The location was given up, so no number is written there any more.',
  'not-stocked': 'The item is not kept there, so no number is written there.',
};

function renderParts(parts: readonly PartExplanation[]): string {
  return renderTable(
    ['part', 'in one', 'counted', 'promised', 'kept back', 'available', 'enough for'],
    parts.map((part) => [
      part.sku,
      part.perUnit,
      part.onHand ?? 'nobody counts it',
      part.promised ?? '',
      part.buffer ?? '',
      part.available ?? '',
      part.makes ?? 'any number',
    ]),
  );
}

function renderExposures(exposures: readonly MeasuredExposure[]): string {
  const rows = exposures.map((exposure) => [
    exposure.connection,
    `${exposure.expectedUnits} to ${exposure.boundUnits}`,
    `${toDecimal(exposure.expected)} to ${toDecimal(exposure.bound)} ${exposure.bound.currency}`,
    `${exposure.velocityPerHour} sold an hour, ${exposure.propagationMs / 1_000} s until it knows`,
    renderTime(exposure.measuredAt),
  ]);
  return [
    'At risk to be sold twice, on average and in 99 of 100 cases at most, were there no automatic buffer:',
    renderTable(['channel', 'units', 'money', 'because of', 'measured'], rows),
  ].join('\n');
}

function sign(amount: number): string {
  return amount > 0 ? `+${amount}` : String(amount);
}
