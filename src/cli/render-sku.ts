import type { CellExplanation, SkuExplanation } from '#operations/explain-sku.ts';
import { renderTable, renderTime } from './output.ts';

export function renderSku({ sku, cells, entries, listings }: SkuExplanation): string {
  const systems = Object.entries(listings).map(([name, count]) =>
    count === 1 ? name : `${name} (${count} items carry it!)`,
  );
  return [
    `${sku}, known to: ${systems.length === 0 ? 'no system' : systems.join(', ')}`,
    ...(cells.length === 0 ? ['No store shows it at a mapped location.'] : cells.map(renderCell)),
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
    renderTable(['units', 'term', 'detail'], rows),
  ].join('\n');
}

function sign(amount: number): string {
  return amount > 0 ? `+${amount}` : String(amount);
}
