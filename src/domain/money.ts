import Big from 'big.js';

/** An exact amount: whole minor units (cents, yen, fils) of one ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** One amount in the shop's own currency and in the one that the customer saw. */
export interface MoneyBag {
  readonly shop: Money;
  readonly presentment: Money;
}

/** Adding euros to dollars is a defect of ours, never data. */
export class CurrencyMismatchError extends TypeError {
  override readonly name = 'CurrencyMismatchError';
  constructor(left: string, right: string) {
    super(`cannot combine ${left} with ${right}`);
  }
}

/** Minor digits that differ from two (ISO 4217). */
const minorDigits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

export function minorDigitsOf(currency: string): number {
  return minorDigits[currency] ?? 2;
}

export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is no whole number of minor units`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

/**
 * Reads a vendor's decimal amount, `"25.0"` or `25`.
 *
 * @throws {RangeError} when it is no number, or has more digits than the currency has: nothing is rounded in silence.
 */
export function moneyFromDecimal(amount: string | number, currency: string): Money {
  const minor = toBig(amount).times(new Big(10).pow(minorDigitsOf(currency)));
  if (!minor.eq(minor.round(0))) throw new RangeError(`an amount has more digits than ${currency} has`);
  return money(minor.toNumber(), currency);
}

/** As `moneyFromDecimal`, but rounds half up: for amounts that a vendor computed in floats. */
export function roundedFromDecimal(amount: string | number, currency: string): Money {
  return money(
    toBig(amount)
      .times(new Big(10).pow(minorDigitsOf(currency)))
      .round(0, 1)
      .toNumber(),
    currency,
  );
}

/** `"25.00"`, with all the digits of the currency. */
export function toDecimal(value: Money): string {
  const digits = minorDigitsOf(value.currency);
  const [sign, size] = value.minor < 0 ? ['-', -value.minor] : ['', value.minor];
  const written = String(size).padStart(digits + 1, '0');
  const point = written.length - digits;
  return digits === 0 ? `${sign}${written}` : `${sign}${written.slice(0, point)}.${written.slice(point)}`;
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new CurrencyMismatchError(left.currency, right.currency);
  return money(left.minor + right.minor, left.currency);
}

export function subtractMoney(left: Money, right: Money): Money {
  return addMoney(left, money(-right.minor, right.currency));
}

/** The sum; an empty list is zero of the currency given. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(addMoney, money(0, currency));
}

/** Splits an amount in proportion, so that the parts add up to it exactly. All zero where nothing has a weight. */
export function spreadMoney(total: Money, weights: readonly number[]): readonly Money[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let weightSoFar = 0;
  let givenSoFar = 0;
  return weights.map((weight) => {
    if (whole === 0) return money(0, total.currency);
    weightSoFar += weight;
    const dueSoFar = Math.round((total.minor * weightSoFar) / whole);
    const part = dueSoFar - givenSoFar;
    givenSoFar = dueSoFar;
    return money(part, total.currency);
  });
}

function toBig(amount: string | number): Big {
  try {
    return new Big(amount);
  } catch (cause) {
    throw new RangeError('an amount is no decimal number', { cause });
  }
}
