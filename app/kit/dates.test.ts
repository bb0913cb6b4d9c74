import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysInMonth, isIsoDate, parseDate, projectMonth, projectMonths, today, YEARS } from './dates';

const LANGUAGES = ['en-GB', 'en-US', 'de', 'de-AT', 'el', 'it', 'pl', 'es', 'tr'];
const date = (text: string) => {
  const parsed = parseDate(text);
  return parsed.ok ? parsed.date : parsed.problem;
};
const isoDates = fc
  .date({ min: new Date(Date.UTC(YEARS.first, 0, 1)), max: new Date(Date.UTC(YEARS.last, 11, 31)), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('parseDate', () => {
  test.each([
    '31/03/2027',
    '31.3.2027',
    '31-03-2027',
    '2027-03-31',
    '2027/3/31',
    '31.03.27',
    ' 31 . 03 . 2027 ',
    '31 March 2027',
    'March 31st, 2027',
    'Wednesday, 31 March, 2027',
    'Mi., 31. März 2027',
    '31 MÄRZ 2027',
    '31 maerz 2027',
    '31 Μαρτίου 2027',
    '31 ΜΑΡΤΙΟΥ 2027',
    '31η Μαρτίου 2027',
    'Τετάρτη 31 Μάρτη 2027',
    '31 marzo 2027',
    'mercoledì 31 marzo 2027',
    '31 marca 2027 r.',
    '31 marzec 2027',
    '31 III 2027',
    '31 de marzo de 2027',
    '31 Mart 2027 Çarşamba',
    '31 mar 2027',
  ])('reads %s', (text) => expect(date(text)).toBe('2027-03-31'));

  test.each([
    'mar 6 aprile 2027',
    'mar, 6 abr 2027',
    'martedì 6 aprile 2027',
    'Martes, 6 de abril de 2027',
    'Di., 6. April 2027',
    'Τρί 6 Απρ 2027',
    'wt., 6 kwietnia 2027',
    '6 Nis 2027 Sal',
    'Sal 6 Nisan 2027',
    '6 Απριλίου του 2027',
    '6ης Απριλίου 2027',
    '6° aprile 2027',
    '6-go kwietnia 2027 roku',
    'al 6 de abril del 2027',
  ])('reads %s', (text) => expect(date(text)).toBe('2027-04-06'));

  test('days of the week by other letters than their first, and the first of a month in words', () => {
    expect(date('pt., 2 kwietnia 2027')).toBe('2027-04-02');
    expect(date('Cmt 3 Nisan 2027')).toBe('2027-04-03');
    expect(date('1ης Ιουνίου 2027')).toBe('2027-06-01');
    expect(date('mar 2 mar 2027')).toBe('2027-03-02');
    for (const text of ['primo aprile 2027', '1° aprile 2027', '1º de abril de 2027', 'l’1 aprile 2027', '1η Απριλίου 2027'])
      expect(date(text), text).toBe('2027-04-01');
  });

  // What Intl never writes: abbreviations by other letters than the first, the months of every day in Greek, umlauts without a key for them.
  test.each([
    ['01', 'Jän. jaenner Ιανουάρη γεν genn. stycz. en. ene Ock'],
    ['02', 'Febr. Φεβρουάρη φλεβ febbr. lut. febr. Şbt şub'],
    ['03', 'Mrz Mrz. mrz maerz ΜΑΡΤ μάρτ. marz. mzo mzo. Mrt'],
    ['04', 'Apr. απρ ΑΠΡ. kwiec. abr. Nsn nis'],
    ['05', 'μαι μάη μαΐ magg. maj mayo Mys'],
    ['06', 'ιούν ΙΟΥΝ. giug. czerw. jun. Hzr haz'],
    ['07', 'ιούλ ΙΟΥΛ. lugl. lip. jul. Tmz temm'],
    ['08', 'αύγ ΑΥΓ. ag. agto agto. sierp. Ağs ağu'],
    ['09', 'Sept. σεπτ ΣΕΠ. sett. set. wrzes. wrześ. sept. eyl'],
    ['10', 'οχτώβρη Οχτωβρίου ΟΚΤ. ott. paźdz. pazdz. paz Ekm eki'],
    ['11', 'Νοέμβρη ΝΟΕ. nov. listop. Ksm kas'],
    ['12', 'Δεκέμβρη ΔΕΚ. dic. grud. Arl ara'],
  ])('reads month %s as people shorten it: %s', (month, names) => {
    for (const name of names.split(' ')) expect(date(`3 ${name} 27`), name).toBe(`2027-${month}-03`);
  });

  test('a hyphen may have become a dash, and signs that nobody sees may have come along', () => {
    for (const hyphen of '-‐‑‒–—−')
      for (const space of ['', ' ']) expect(date(`31${space}${hyphen}${space}03${space}${hyphen}${space}2027`)).toBe('2027-03-31');
    for (const text of ['31‑Mar‑27', '2027–03–31', '31‑go marca 2027', '\u200e31/03/2027', '31.\u00ad03.2027', '31 marzo ‘27'])
      expect(date(text), text).toBe('2027-03-31');
  });

  test.each(['1–3/2027', '1–3.2027', '1—3 2027', '1–31 March 2027', '2024–2027'])('%s is a span of time, and no date', (text) =>
    expect(date(text)).toEqual({ reason: 'not-a-date' }),
  );

  test('the day comes first where both orders are possible', () => expect(date('04/05/2027')).toBe('2027-05-04'));

  test('says why a date is impossible', () => {
    expect(date('31/04/2027')).toEqual({ reason: 'days-in-month', month: 4, days: 30, year: 2027 });
    expect(date('31 Απριλίου 2027')).toEqual({ reason: 'days-in-month', month: 4, days: 30, year: 2027 });
    expect(date('29.02.2027')).toEqual({ reason: 'days-in-month', month: 2, days: 28, year: 2027 });
    expect(date('29.02.2028')).toBe('2028-02-29');
    expect(date('0/4/2027')).toEqual({ reason: 'days-in-month', month: 4, days: 30, year: 2027 });
    expect(date('03/31/2027')).toEqual({ reason: 'no-such-month', month: 31 });
    expect(date('31/03/0227')).toEqual({ reason: 'year-out-of-range', year: 227 });
    expect(date('03/2027')).toEqual({ reason: 'day-missing' });
    expect(date('Απρίλιος 2027')).toEqual({ reason: 'day-missing' });
  });

  test.each([
    '',
    'soon',
    '31',
    '31/03',
    '31/03/2027/5',
    '31/03/202',
    '31 Ιου 2027',
    '@nclusion',
    '31/03/2027 17:00',
    '31 or 30 March 2027',
  ])('%s is no date', (text) => expect(date(text)).toEqual({ reason: 'not-a-date' }));

  test('reads every date that the seven languages write, long, middle and short', () => {
    fc.assert(
      fc.property(isoDates, fc.constantFrom(...LANGUAGES), fc.constantFrom('full', 'long', 'medium'), (iso, language, dateStyle) => {
        const written = new Intl.DateTimeFormat(language, { dateStyle: dateStyle as 'full', timeZone: 'UTC' }).format(
          new Date(`${iso}T00:00:00Z`),
        );
        expect(date(written), `${written} (${language})`).toBe(iso);
      }),
      { numRuns: 3000 },
    );
  });

  test('reads them with the day of the week, whole or short', () => {
    const style = fc.constantFrom('short' as const, 'long' as const);
    fc.assert(
      fc.property(isoDates, fc.constantFrom(...LANGUAGES), style, style, (iso, language, weekday, month) => {
        const format = new Intl.DateTimeFormat(language, { weekday, day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
        const written = format.format(new Date(`${iso}T00:00:00Z`));
        expect(date(written), `${written} (${language})`).toBe(iso);
      }),
      { numRuns: 3000 },
    );
  });

  test('whatever is typed gives a date that exists, or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,4}[./ -][0-9]{1,4}[./ -][0-9]{1,4}$/)), (text) => {
        const parsed = parseDate(text);
        if (parsed.ok) expect(new Date(`${parsed.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(parsed.date);
        else expect(parsed.problem.reason).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

test('stored dates are ISO texts of days that exist', () => {
  expect(isIsoDate('2027-03-31')).toBe(true);
  for (const wrong of ['2027-04-31', '31-03-2027', '2027-3-31', '2027-03-31T00:00', '']) expect(isIsoDate(wrong)).toBe(false);
});

test('today is told by the zone', () => {
  const now = new Date('2026-12-31T22:30:00Z');
  expect(today('Asia/Nicosia', now)).toBe('2027-01-01');
  expect(today('Europe/Madrid', now)).toBe('2026-12-31');
});

describe('project months', () => {
  test('36 months from 1 April 2024 end on 31 March 2027', () => {
    const months = projectMonths('2024-04-01', '2027-03-31');
    expect(months).toHaveLength(36);
    expect(months[0]).toEqual({ number: 1, from: '2024-04-01', to: '2024-04-30' });
    expect(months[35]).toEqual({ number: 36, from: '2027-03-01', to: '2027-03-31' });
    expect(projectMonth('2024-04-01', '2024-03-31')).toBeNull();
    expect(projectMonth('2024-04-01', '2027-04-01')).toBe(37);
  });

  test('a start on the 31st goes by the last day of shorter months', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(projectMonth('2024-01-31', '2024-02-28')).toBe(1);
    expect(projectMonth('2024-01-31', '2024-02-29')).toBe(2);
    expect(projectMonth('2024-01-31', '2024-03-31')).toBe(3);
  });

  test('months follow one another without a gap, and each day is in the month that says so', () => {
    fc.assert(
      fc.property(isoDates, fc.integer({ min: 0, max: 2000 }), fc.nat(), (start, length, at) => {
        const end = addDays(start, length);
        const months = projectMonths(start, end);
        expect(months[0]?.from).toBe(start);
        expect(months.at(-1)?.to).toBe(end);
        for (const [index, month] of months.entries()) if (index > 0) expect(addDays(months[index - 1]?.to ?? '', 1)).toBe(month.from);
        const day = addDays(start, at % (length + 1));
        const number = projectMonth(start, day) ?? 0;
        const month = months[number - 1];
        expect(month && month.from <= day && day <= month.to).toBe(true);
      }),
    );
  });
});

test('months have their days', () => expect([2023, 2024, 2000, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]));
