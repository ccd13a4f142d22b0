import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMoney,
  CurrencyMismatchError,
  money,
  moneyFromDecimal,
  roundedFromDecimal,
  sumMoney,
  toDecimal,
} from './money.ts';

test('an amount survives the way to a decimal text and back, in currencies of every number of digits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (minor, currency) => {
        const value = money(minor, currency);
        expect(moneyFromDecimal(toDecimal(value), currency)).toEqual(value);
      },
    ),
  );
});

test('vendors write one amount in several ways', () => {
  expect(moneyFromDecimal('25.0', 'USD').minor).toBe(2_500);
  expect(moneyFromDecimal('25.00', 'USD').minor).toBe(2_500);
  expect(moneyFromDecimal(25, 'USD').minor).toBe(2_500);
  expect(moneyFromDecimal('1500', 'JPY').minor).toBe(1_500);
  expect(moneyFromDecimal('-0', 'USD')).toEqual({ minor: 0, currency: 'USD' });
});

test('an amount with more digits than its currency is refused, not rounded in silence', () => {
  expect(() => moneyFromDecimal('1.005', 'USD')).toThrow(RangeError);
  expect(() => moneyFromDecimal('1.5', 'JPY')).toThrow(RangeError);
  expect(roundedFromDecimal('3.8000000000000043', 'USD').minor).toBe(380);
});

test('what is no number is refused', () => {
  for (const text of ['', 'abc', '1,5', 'NaN', 'Infinity'])
    expect(() => moneyFromDecimal(text, 'USD')).toThrow(RangeError);
});

test('two currencies cannot be added', () => {
  expect(() => addMoney(money(1, 'USD'), money(1, 'EUR'))).toThrow(CurrencyMismatchError);
  expect(() => sumMoney([money(1, 'USD')], 'EUR')).toThrow(CurrencyMismatchError);
});

test('minor units are whole and safe', () => {
  expect(() => money(0.5, 'USD')).toThrow(RangeError);
  expect(() => money(Number.MAX_SAFE_INTEGER + 1, 'USD')).toThrow(RangeError);
});
