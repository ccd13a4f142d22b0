import { MalformedAnswerError } from '#sdk/errors.ts';

const PREFIX = 'syncline.line.';

/** A line of a request of ours, as it is kept in the order's tags. */
export interface OurLine {
  /** The order's `external_line_id` of it, from 1. */
  readonly number: number;
  readonly listingId: string;
  readonly reference: string;
}

interface Tag {
  readonly name: string;
  readonly value: string;
}

/**
 * ShipBob names a line by a 32-bit number, a channel's line id does not fit into one. Tags are meant for such things
 * ("to store extra information at the order level for API purposes"): one for each line, and only our orders have them.
 */
export function toTag({ number, listingId, reference }: OurLine): Tag {
  return { name: `${PREFIX}${number}`, value: `${listingId}/${reference}` };
}

/** Our lines in their order; none when the order is not ours. @throws MalformedAnswerError for a tag that was changed. */
export function linesOf(tags: readonly Tag[]): readonly OurLine[] {
  return tags
    .filter(({ name }) => name.startsWith(PREFIX))
    .map(({ name, value }) => {
      const number = Number(name.slice(PREFIX.length));
      const slash = value.indexOf('/');
      if (!Number.isInteger(number) || number < 1 || slash < 1 || slash === value.length - 1) {
        throw new MalformedAnswerError('a tag of ours on a ShipBob order was changed', 'tags');
      }
      return { number, listingId: value.slice(0, slash), reference: value.slice(slash + 1) };
    })
    .toSorted((left, right) => left.number - right.number);
}
