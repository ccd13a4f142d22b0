import Table from 'cli-table3';
import type { DemoOptions } from './options.ts';
import type { Judgement } from './verdict/judge.ts';
import type { Verdict } from './verdict/verdict.ts';

/** Findings that are printed one by one; the rest is counted. */
const COMPLAINTS_MAX = 20;

/** The verdict for a person who has just watched: what was promised, whether it held, and what a failure is made of. */
export function renderReport({ verdict, failures, complaints }: Judgement, colors: boolean): string {
  const table = new Table({
    colWidths: [8, 27, 40],
    wordWrap: true,
    head: ['', 'promise', 'what the books say'],
    style: { head: [], border: [], compact: true },
  });
  for (const [promise, words, kept] of findings(verdict)) table.push([mark(kept, colors), promise, words]);
  const shown = complaints.slice(0, COMPLAINTS_MAX);
  const rest = complaints.length - shown.length;
  return [
    '',
    'The verdict, from the books of the vendors alone:',
    table.toString(),
    ...(failures.length === 0
      ? [paint('Everything that was promised held.', 'green', colors)]
      : ['', paint('It failed:', 'red', colors), ...failures.map((line) => `  - ${line}`)]),
    ...(shown.length === 0 ? [] : ['', 'Findings:', ...shown.map((line) => `  ${line}`)]),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ].join('\n');
}

/** The last line of standard output in `--json`. */
export function renderJson({ verdict }: Judgement, { seconds, seed, rate, faults }: DemoOptions): string {
  return JSON.stringify({ ...verdict, seconds, rate, seed, faults });
}

type Finding = readonly [promise: string, words: string, kept: boolean | null];

function findings(verdict: Verdict): readonly Finding[] {
  const canceledEarly =
    verdict.orders_sold - verdict.orders_in_erp - verdict.orders_missing - verdict.orders_parked;
  const fired = Object.entries(verdict.faults_fired).map(([kind, count]) => `${kind} ${count}`);
  return [
    [
      'Every order is booked',
      `${verdict.orders_sold} sold, ${verdict.orders_in_erp} in the ERP, ${verdict.orders_missing} missing` +
        (canceledEarly > 0 ? `, ${canceledEarly} canceled before they were booked` : ''),
      verdict.orders_missing === 0,
    ],
    [
      '... exactly once',
      `${verdict.orders_duplicated} booked twice`,
      verdict.orders_duplicated + verdict.orders_unexplained === 0,
    ],
    [
      '... to the cent',
      `${verdict.orders_wrong_total} differ in a line, a total, or a state`,
      verdict.orders_wrong_total === 0,
    ],
    [
      'The bad ones are parked',
      `${verdict.orders_parked} parked, ${verdict.orders_planted} bad ones planted`,
      verdict.orders_parked === verdict.orders_planted,
    ],
    [
      'Every store shows the truth',
      `${verdict.skus_compared} SKUs compared, ${verdict.skus_differing} differ`,
      verdict.skus_differing === 0 && verdict.skus_compared > 0,
    ],
    [
      '... when it runs out',
      `${verdict.skus_sold_out} SKUs sold out, ${verdict.skus_back_again} of them came back`,
      verdict.skus_sold_out > 0,
    ],
    [
      'Nothing is oversold',
      `${verdict.units_oversold} units oversold, ${verdict.units_oversold_by_sync} by the sync`,
      verdict.units_oversold_by_sync === 0,
    ],
    ...flashFinding(verdict),
    [
      'Every refund is credited once',
      `${verdict.refunds_given} refunds, ${verdict.refunds_missing} missing, ${verdict.refunds_duplicated} doubled`,
      verdict.refunds_missing + verdict.refunds_duplicated === 0,
    ],
    ...requestFinding(verdict),
    [
      'Every parcel is told once',
      `${verdict.shipments_sent} shipped, ${verdict.shipments_missing} missing, ${verdict.shipments_duplicated} doubled`,
      verdict.shipments_missing + verdict.shipments_duplicated === 0,
    ],
    ...toldFinding(verdict),
    ...returnFinding(verdict),
    ...marketingFindings(verdict),
    ['All ends agree', verdict.converged ? 'they do' : 'they do not', verdict.converged],
    [
      'through',
      [
        `${verdict.webhooks_sent} webhooks (${verdict.webhooks_duplicated} doubled, ${verdict.webhooks_dropped} dropped)`,
        fired.length === 0 ? 'no faults' : fired.join(', '),
      ].join('\n'),
      null,
    ],
    [
      'in',
      `order -> ERP ${span(verdict.p50_order_ms)} (p99 ${span(verdict.p99_order_ms)})\n` +
        `ERP stock -> stores ${span(verdict.p50_stock_ms)} (p99 ${span(verdict.p99_stock_ms)})` +
        (verdict.p50_sale_to_other_channels_ms === null
          ? ''
          : `\nsale -> other store ${span(verdict.p50_sale_to_other_channels_ms)} (p99 ${span(verdict.p99_sale_to_other_channels_ms)})`),
      null,
    ],
  ];
}

function flashFinding(verdict: Verdict): readonly Finding[] {
  const { flash_units_offered: offered, flash_units_sold: sold } = verdict;
  const [beyond, bySync] = [verdict.flash_units_oversold ?? 0, verdict.flash_units_oversold_by_sync ?? 0];
  if (offered === null || sold === null) return [];
  return [
    [
      '... in a flash sale',
      `${offered} units, ${sold} sold; ${beyond} beyond stock${untoldWords(verdict)}, ${bySync} by the sync`,
      bySync === 0,
    ],
  ];
}

function untoldWords({ flash_untold_p50_ms: p50, flash_untold_max_ms: max }: Verdict): string {
  return p50 === null || max === null
    ? ''
    : `, which the store had not been told for ${span(p50)} (at most ${span(max)})`;
}

function requestFinding(verdict: Verdict): readonly Finding[] {
  const { requests_made: made, requests_missing: missing, requests_duplicated: duplicated } = verdict;
  if (made === null || missing === null || duplicated === null) return [];
  const words = `${made} requests, ${missing} orders asked too little of, ${duplicated} too much`;
  return [['The 3PL is asked once', words, missing + duplicated === 0]];
}

function toldFinding(verdict: Verdict): readonly Finding[] {
  const {
    erp_shipments_told: told,
    erp_shipments_missing: missing,
    erp_shipments_duplicated: duplicated,
  } = verdict;
  if (told === null || missing === null || duplicated === null) return [];
  const words = `${told} parcels of the 3PL told, ${missing} missing, ${duplicated} doubled`;
  return [['... to the ERP too', words, missing + duplicated === 0]];
}

function returnFinding(verdict: Verdict): readonly Finding[] {
  const { returns_agreed: agreed, returns_missing: missing, returns_duplicated: duplicated } = verdict;
  if (agreed === null || missing === null || duplicated === null) return [];
  const words = `${agreed} returns of the 3PL's parcels, ${missing} missing, ${duplicated} wrong`;
  return [['What comes back is expected', words, missing + duplicated === 0]];
}

function marketingFindings(verdict: Verdict): readonly Finding[] {
  const { consent_violations: violations, events_missing: missing, events_duplicated: duplicated } = verdict;
  if (violations === null || missing === null || duplicated === null) return [];
  return [
    [
      'Who says no is not written to',
      `${verdict.people_subscribed ?? 0} said yes and were subscribed, ${verdict.people_unsubscribed ?? 0} said no, ${violations} written to against their word`,
      violations === 0 && (verdict.people_subscribed ?? 0) > 0,
    ],
    [
      '... and hears each thing once',
      `${verdict.events_told ?? 0} events, ${missing} missing, ${duplicated} doubled`,
      missing + duplicated === 0,
    ],
    [
      'Who wants to be forgotten is',
      `${verdict.people_erased ?? 0} asked; ${verdict.erased_person_found === true ? 'something of them is still there' : 'nothing of them is left'}`,
      verdict.erased_person_found === false && (verdict.people_erased ?? 0) > 0,
    ],
  ];
}

function span(ms: number | null): string {
  if (ms === null) return 'not measured';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function mark(kept: boolean | null, colors: boolean): string {
  if (kept === null) return '';
  return kept ? paint('held', 'green', colors) : paint('FAILED', 'red', colors);
}

const codes = { green: 32, red: 31 } as const;

function paint(text: string, color: keyof typeof codes, colors: boolean): string {
  return colors ? `\u001B[${codes[color]}m${text}\u001B[0m` : text;
}
