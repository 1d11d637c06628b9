import { expect, test } from 'vitest';
import { describeDate, relativeTime } from './numeric-date';

const now = 1_795_194_000; // 20 Nov 2026, 17:00:00 UTC

test.each([
  [0, 'now'],
  [0.9, 'now'],
  [-0.9, 'now'],
  [1, 'in 1 s'],
  [-59.5, '59 s ago'],
  [60, 'in 1 min'],
  [872, 'in 14 min 32 s'],
  [-11_100, '3 h 5 min ago'],
  [86_399, 'in 23 h 59 min'],
  [86_400, 'in 1 day'],
  [-259_200, '3 days ago'],
  [-3599, '59 min 59 s ago'],
  [3600, 'in 1 h'],
  [86_400 * 60 - 1, 'in 59 days'],
  [86_400 * 60, 'in 1 month'],
  [86_400 * 90, 'in 2 months'],
  [86_400 * 365.2425 * 2, 'in 2 years'],
  [-86_400 * 800, '2 years ago'],
  [1e12, 'in 31,688 years'],
  [Number.POSITIVE_INFINITY, 'in ∞ years'],
  [Number.NaN, 'at no time'],
])('a distance of %d seconds is "%s"', (distance, words) => {
  expect(relativeTime(now + distance, now)).toBe(words);
});

test('a date is told in UTC, in local time and from now', () => {
  expect(describeDate(now, now + 60, { timeZone: 'Europe/Berlin' })).toEqual({
    utc: '20 Nov 2026, 17:00:00 UTC',
    local: '20 Nov 2026, 18:00:00 GMT+1',
    relative: '1 min ago',
  });
});

test.each([
  [0, '1 Jan 1970, 00:00:00 UTC'],
  [-1, '31 Dec 1969, 23:59:59 UTC'],
  [1.5, '1 Jan 1970, 00:00:01.500 UTC'],
  [-62_135_596_800, '1 Jan 1, 00:00:00 UTC'],
  [8.64e12, '13 Sept 275760, 00:00:00 UTC'],
])('%d seconds are %s', (seconds, utc) => {
  expect(describeDate(seconds, now)?.utc).toBe(utc);
});

test('a year before the first carries its era', () => {
  expect(describeDate(-8.64e12, now)?.utc).toContain('BC');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e12 + 1, -8.65e12])('%d seconds are no date', (seconds) => {
  expect(describeDate(seconds, now)).toBeUndefined();
});

test('the form is that of the language, and the zone is told by its offset', () => {
  const options = { timeZone: 'Asia/Kolkata', locale: 'de' };
  expect(describeDate(now, now, options)).toEqual({
    utc: '20. Nov. 2026, 17:00:00 UTC',
    local: '20. Nov. 2026, 22:30:00 GMT+5:30',
    relative: 'now',
  });
  expect(describeDate(now, now, { ...options, locale: 'en-US' })?.local).toBe('Nov 20, 2026, 22:30:00 GMT+5:30');
});

test('a local date before the first year carries its era', () => {
  // The first second of year 1 in UTC is still the year before it in New York.
  expect(describeDate(-62_135_596_800, now, { timeZone: 'UTC' })?.local).not.toContain('BC');
  expect(describeDate(-8.64e12, now, { timeZone: 'Europe/Berlin' })?.local).toContain('BC');
});

test('an unknown zone or locale gives the usual form, not an error', () => {
  expect(describeDate(now, now, { timeZone: 'Mars/Base', locale: '!!' })?.local).toMatch(
    /^20 Nov 2026, |^21 Nov 2026, /,
  );
});
