import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGrant, LARGEST_CENTS, parseMoney, parsePercent, plainMoney } from './money';

const amount = (cents: bigint) => ({ kind: 'amount', cents });
const ask = (cents: bigint) => ({ kind: 'ask', cents });
const refused = (reason: string) => ({ kind: 'refused', problem: { reason } });

describe('parseMoney', () => {
  test.each([
    '1.430.071,05',
    '1,430,071.05',
    '1 430 071,05',
    '1 430 071,05 €',
    "1'430'071.05",
    '1430071.05',
    '1430071,05',
    '€1,430,071.05',
    'EUR 1.430.071,05',
    '1.430.071,05 EUR',
    '1.430.071,05 ευρώ',
    '1.430.071,05 ΕΥΡΩ',
    'EURO 1.430.071,05',
    'Euro 1430071.05',
    'ευρώ 1.430.071,05',
    '1.430.071,05 avro',
  ])('reads %s', (text) => expect(parseMoney(text)).toEqual(amount(143007105n)));

  test('whole euros, thousands, one decimal', () => {
    expect(parseMoney('1430071')).toEqual(amount(143007100n));
    expect(parseMoney('1.430.071')).toEqual(amount(143007100n));
    expect(parseMoney('1.430')).toEqual(amount(143000n));
    expect(parseMoney('1,430')).toEqual(amount(143000n));
    expect(parseMoney('4,5')).toEqual(amount(450n));
    expect(parseMoney('0')).toEqual(amount(0n));
    for (const text of ['Euro 1000', '1000 ευρώ', 'ευρώ 1000', '1.000,- €', '€ 1.000,–', '1000,--'])
      expect(parseMoney(text), text).toEqual(amount(100000n));
    expect(parseMoney('0,05')).toEqual(amount(5n));
  });

  test('asks where two readings are possible', () => {
    expect(parseMoney('1.430.071.05')).toEqual(ask(143007105n));
    expect(parseMoney('1.287.063.95')).toEqual(ask(128706395n));
    expect(parseMoney('1,430,071,05')).toEqual(ask(143007105n));
    expect(parseMoney('1 430 071 05')).toEqual(ask(143007105n));
    expect(parseMoney('1.430,071')).toEqual(ask(143007100n));
  });

  test('refuses what is none, with the reason', () => {
    for (const text of ['', 'a lot', '1.43 Mio', '12.34.56', '1..5', '1.', '.5', '1e6', '0x10', '1,4300,00', '4 3 0'])
      expect(parseMoney(text), text).toEqual(refused('not-an-amount'));
    for (const text of ['-5', '−5,00', '(5)', '- 1.430', '€ -5']) expect(parseMoney(text), text).toEqual(refused('negative'));
    for (const text of ['5 PLN', '$5', '5 zł', '1.000 TL']) expect(parseMoney(text), text).toEqual(refused('not-euro'));
    expect(parseMoney('0.125')).toEqual(refused('too-precise'));
    expect(parseMoney('1.2345')).toEqual(refused('too-precise'));
    expect(parseMoney('1430071,055')).toEqual(refused('too-precise'));
    expect(parseMoney('100000000000,01')).toEqual(refused('too-large'));
    expect(parseMoney('9'.repeat(400))).toEqual(refused('too-large'));
  });

  test('reads every sum that our languages write', () => {
    const languages = fc.constantFrom('en-GB', 'de', 'de-AT', 'el', 'it', 'pl', 'es', 'tr', 'fr', 'de-CH', 'el-CY');
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: LARGEST_CENTS }), languages, fc.boolean(), (cents, language, sign) => {
        const format = new Intl.NumberFormat(language, sign ? { style: 'currency', currency: 'EUR' } : { minimumFractionDigits: 2 });
        const written = format.format(plainMoney(cents) as Intl.StringNumericLiteral);
        expect(parseMoney(written), written).toEqual(amount(cents));
        expect(parseMoney(plainMoney(cents))).toEqual(amount(cents));
      }),
      { numRuns: 2000 },
    );
  });

  test('never gives a negative or endless sum, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9., €-]{1,24}$/)), (text) => {
        const parsed = parseMoney(text);
        if (parsed.kind !== 'refused') expect(parsed.cents >= 0n && parsed.cents <= LARGEST_CENTS).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

test('percentages are basis points between 0 and 100', () => {
  expect(['90', '90 %', '90%', '87,5 %', '87.25', '100', '0', '%90'].map(parsePercent)).toEqual([
    9000, 9000, 9000, 8750, 8725, 10_000, 0, 9000,
  ]);
  for (const text of ['', 'ninety', '101', '-5', '90.123', '9 0']) expect(parsePercent(text), text).toBeNull();
});

describe('checkGrant', () => {
  test('90 % of 1,430,071.05 is 1,287,063.945: the grant is rounded up by half a cent', () => {
    expect(checkGrant(143007105n, 128706395n, 9000)).toEqual({
      shareBasisPoints: 9000,
      ownCents: 14300710n,
      differenceCentiCents: 50n,
      verdict: 'rounded',
    });
  });

  test('tells exact, differing, impossible and unknown', () => {
    expect(checkGrant(100_00n, 90_00n, 9000)?.verdict).toBe('exact');
    expect(checkGrant(100_00n, 89_99n, 9000)).toMatchObject({ verdict: 'differs', differenceCentiCents: -100n });
    expect(checkGrant(143007105n, 143000000n, 9000)?.verdict).toBe('differs');
    expect(checkGrant(100_00n, 100_01n, 9000)?.verdict).toBe('more-than-total');
    expect(checkGrant(100_00n, 90_00n, null)).toMatchObject({ verdict: 'no-rate', shareBasisPoints: 9000, differenceCentiCents: null });
    expect(checkGrant(null, 1n, 9000)).toBeNull();
    expect(checkGrant(0n, 0n, 9000)).toBeNull();
  });
});
