import { createHash } from 'node:crypto';
import { minorDigitsOf } from '#domain/money.ts';
import { isReadySegment, type RfmThresholds, toReadyRule } from '#domain/ready-segments.ts';
import type { Age, Range, SegmentConditions, SegmentRule } from '#domain/segment.ts';
import type { SegmentSetting } from '#sdk/segment-settings.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Configuration } from './schema.ts';

type WrittenConditions = Configuration['segments'][string]['where'];

export function toSegmentSetting(configuration: Configuration): SegmentSetting {
  const { segments, marketing, intervals } = configuration;
  const told = new Set(Object.values(marketing).flatMap((tool) => Object.keys(tool.segments)));
  const thresholds = toThresholds(configuration);
  const rules = new Map<string, SegmentRule>([
    ...Object.entries(segments).map(([name, rule]) => [name, toRule(rule, configuration)] as const),
    ...[...told].filter(isReadySegment).map((name) => [name, toReadyRule(name, thresholds)] as const),
  ]);
  const skus = [...rules.values()]
    .flatMap(({ where, any, not }) => [where, ...any, ...not])
    .flatMap(({ bought }) => bought ?? []);
  return {
    rules,
    skus: new Set(skus),
    fingerprint: fingerprintOf(rules),
    everyMs: intervals.segments,
  };
}

export function toMarketing({ marketing }: Configuration): SyncSettings['marketing'] {
  return Object.fromEntries(
    Object.entries(marketing).map(([name, { stores, segments, stockSignals }]) => [
      name,
      {
        stores,
        segments,
        stockSignals:
          stockSignals === null ? null : { lowStock: stockSignals.lowStock, gatherMs: stockSignals.gather },
      },
    ]),
  );
}

function toRule({ where, any, not }: Configuration['segments'][string], all: Configuration): SegmentRule {
  const convert = (one: WrittenConditions): SegmentConditions => toConditions(one, all.tags);
  return { where: convert(where), any: any.map(convert), not: not.map(convert) };
}

function toConditions(
  { spent, firstOrder, lastOrder, bought, consent, ...plain }: WrittenConditions,
  tags: Configuration['tags'],
): SegmentConditions {
  const kept = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...kept,
    ...(spent === undefined
      ? {}
      : {
          spent: new Map(
            Object.entries(spent).map(([currency, range]) => [currency, toMinorRange(range, currency)]),
          ),
        }),
    ...(firstOrder === undefined ? {} : { firstOrder: toAge(firstOrder) }),
    ...(lastOrder === undefined ? {} : { lastOrder: toAge(lastOrder) }),
    ...(bought === undefined
      ? {}
      : { bought: [...new Set([...bought.skus, ...bought.tags.flatMap((tag) => tags[tag] ?? [])])] }),
    ...(consent === undefined
      ? {}
      : {
          consent: {
            ...(consent.email === undefined ? {} : { email: consent.email }),
            ...(consent.sms === undefined ? {} : { sms: consent.sms }),
          },
        }),
  };
}

function toAge({ within, olderThan }: { within: number | null; olderThan: number | null }): Age {
  return { withinMs: within, olderMs: olderThan };
}

function toMinorRange({ min, max }: Range, currency: string): Range {
  return {
    min: min === null ? null : toMinor(min, currency),
    max: max === null ? null : toMinor(max, currency),
  };
}

/** Half a cent is rounded: what a customer spent has none. */
function toMinor(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorDigitsOf(currency));
}

function toThresholds({ rfm }: Configuration): RfmThresholds {
  return {
    recencyMs: rfm.recency,
    orders: rfm.orders,
    spent: new Map(
      Object.entries(rfm.spent).map(([currency, [one, two, three, four]]) => [
        currency,
        [
          toMinor(one, currency),
          toMinor(two, currency),
          toMinor(three, currency),
          toMinor(four, currency),
        ] as const,
      ]),
    ),
  };
}

function fingerprintOf(rules: ReadonlyMap<string, SegmentRule>): string {
  const text = JSON.stringify([...rules], (_key, value: unknown) =>
    value instanceof Map ? [...value.entries()] : value,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
