/**
 * For each planted bug the first seed, counted from 1, whose long history shows it: found by searching, and as many
 * histories as it takes to find it again without knowing. A bug without a seed has not been seen yet.
 */
export const witnesses: Readonly<Record<string, number>> = {
  'acknowledge-before-commit': 1,
  'amendment-over-an-unknown-one': 27,
  'buffer-forgotten': 1,
  'cancel-drops-the-reservation': 27,
  'canceled-though-it-left': 27,
  'cancellation-not-carried-over': 4,
  'compare-and-set-opted-out': 3,
  'done-takes-what-came-in': 5,
  'done-while-waiting': 1,
  'drift-released-without-a-poll': 21,
  'duplicate-remembered-before-commit': 5,
  'event-settled-before-marks': 27,
  'known-orders-not-read-again': 1,
  'link-before-the-create': 3,
  'mark-dropped-while-running': 4,
  'marks-after-commit': 1,
  'old-key-new-numbers': 10,
  'reading-stamped-after-the-fetch': 4,
  'refused-credential-parks': 3,
  'retry-after-ignored': 28,
  'plan-named-by-its-value': 11,
  'rounding-left-open': 8,
  'shipping-left-out': 1,
  'sweep-stamped-after-the-fetch': 4,
  'tracking-left-out': 3,
  'unseen-sale-given-back': 13,
};
