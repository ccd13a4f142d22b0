import { isReadySegment, readySegments, weighsMoney } from '#domain/ready-segments.ts';
import type { Problem } from './problem.ts';
import type { Configuration } from './schema.ts';
import { findUnknownName } from './unknown-name.ts';

/** What contradicts itself in the groups of customers, and in who is told of them. */
export function findSegmentProblems(configuration: Configuration): readonly Problem[] {
  return [...findRuleProblems(configuration), ...findDestinationProblems(configuration)];
}

function findRuleProblems({ segments, tags, marketing }: Configuration): readonly Problem[] {
  const stores = [...new Set(Object.values(marketing).flatMap((one) => one.stores))];
  return Object.entries(segments).flatMap(([name, { where, any, not }]) => {
    const path = `segments.${name}`;
    const parts = [
      ['where', where] as const,
      ...any.map((one, index) => [`any.${index}`, one] as const),
      ...not.map((one, index) => [`not.${index}`, one] as const),
    ];
    return [
      ...(isReadySegment(name)
        ? [{ path, reason: 'is the name of a ready-made segment', advice: 'choose another name' }]
        : []),
      ...parts.flatMap(([part, one]) => [
        ...(one.bought?.tags ?? []).flatMap((written, index) =>
          findUnknownName(
            { path: `${path}.${part}.bought.tags.${index}`, written, what: 'tag' },
            Object.keys(tags),
          ),
        ),
        ...(one.stores ?? []).flatMap((written, index) =>
          findUnknownName(
            { path: `${path}.${part}.stores.${index}`, written, what: 'store under marketing' },
            stores,
          ),
        ),
      ]),
    ];
  });
}

function findDestinationProblems({ segments, marketing, rfm }: Configuration): readonly Problem[] {
  const known = [...Object.keys(segments), ...readySegments];
  return Object.entries(marketing).flatMap(([connection, tool]) => {
    const usedBy = new Map<string, string>();
    return Object.entries(tool.segments).flatMap(([written, { list }]) => {
      const path = `marketing.${connection}.segments.${written}`;
      const problems: Problem[] = [...findUnknownName({ path, written, what: 'segment' }, known)];
      if (isReadySegment(written) && weighsMoney(written) && Object.keys(rfm.spent).length === 0) {
        problems.push({
          path,
          reason: 'weighs what was spent, and nothing says what is much',
          advice: 'write rfm: { spent: { EUR: [50, 150, 300, 1000] } } with your currency and your steps',
        });
      }
      const other = list === null ? undefined : usedBy.get(list);
      if (other !== undefined)
        problems.push({
          path: `${path}.list`,
          reason: `this list is already that of ${other}`,
          advice:
            'give each segment a list of its own: whoever is in the one and not in the other would come and go',
        });
      if (list !== null) usedBy.set(list, written);
      return problems;
    });
  });
}
