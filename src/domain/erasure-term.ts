/**
 * The longest that an order which has yet to leave keeps its address after the person asked to be erased. The law gives a month
 * (GDPR, article 12 (3)); the days that are left are for other systems, which are asked at once all the same.
 */
export const ERASURE_HOLD_MAX_MS = 25 * 86_400_000;
