/** A moment in words: two forms of the date and the distance from now. */
export type DateDescription = { utc: string; local: string; relative: string };

export type DateOptions = {
  /** IANA name of the time zone of `local`; the machine's where it is missing or unknown. */
  timeZone?: string;
  /** BCP 47 tag; British English, day before month and 24 hours, where it is missing or unknown. */
  locale?: string;
};

/** Seconds from the epoch to the ends of what a Date can hold: 100,000,000 days either way (ECMA-262 §21.4.1.1). */
const MOST_SECONDS = 8.64e12;

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MONTH = 30.436875 * DAY;
const YEAR = 365.2425 * DAY;

/**
 * A NumericDate (seconds since 1970-01-01T00:00:00Z, fractions allowed; RFC 7519 §2) in words, `now` being one too:
 * `{ utc: '20 Nov 2026, 17:00:00 UTC', local: '20 Nov 2026, 18:00:00 GMT+1', relative: 'in 3 days' }`.
 * `undefined` when it is not finite or beyond ±8.64e12 s, where no calendar date can be given. Never throws.
 */
export function describeDate(seconds: number, now: number, options: DateOptions = {}): DateDescription | undefined {
  if (!(Math.abs(seconds) <= MOST_SECONDS)) return undefined;
  const date = new Date(Math.floor(seconds * 1000));
  const hasFraction = !Number.isInteger(seconds);
  const utc = formatter(options.locale, 'UTC', hasFraction, date.getUTCFullYear() < 1).format(date);
  const local = formatter(options.locale, options.timeZone, hasFraction, date.getFullYear() < 1).format(date);
  return { utc, local, relative: relativeTime(seconds, now) };
}

/**
 * The distance from `now` in words, both in seconds: "in 14 min 32 s", "3 h 5 min ago", "in 3 days", "2 years ago", and "now"
 * within a second. Under a day it has two units, so that it can count down; the last is rounded towards now.
 */
export function relativeTime(seconds: number, now: number): string {
  const distance = Math.abs(seconds - now);
  if (Number.isNaN(distance)) return 'at no time';
  if (distance < 1) return 'now';
  const words = inWords(distance);
  return seconds > now ? `in ${words}` : `${words} ago`;
}

function inWords(distance: number): string {
  if (distance < MINUTE) return `${Math.floor(distance)} s`;
  if (distance < HOUR) return pair(distance, MINUTE, 'min', 1, 's');
  if (distance < DAY) return pair(distance, HOUR, 'h', MINUTE, 'min');
  if (distance < 60 * DAY) return counted(distance / DAY, 'day');
  if (distance < 2 * YEAR) return counted(distance / MONTH, 'month');
  return counted(distance / YEAR, 'year');
}

function pair(distance: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((distance % large) / small);
  const first = `${Math.floor(distance / large)} ${largeName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

function counted(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole.toLocaleString('en')} ${unit}${whole === 1 ? '' : 's'}`;
}

/** Making a formatter takes far longer than using it, and a table of claims asks every second. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale = 'en-GB', timeZone: string | undefined, hasFraction: boolean, hasEra: boolean) {
  const key = `${locale} ${timeZone} ${hasFraction} ${hasEra}`;
  let found = formatters.get(key);
  if (!found) {
    found = makeFormatter(locale, timeZone, hasFraction, hasEra);
    formatters.set(key, found);
  }
  return found;
}

function makeFormatter(locale: string, timeZone: string | undefined, hasFraction: boolean, hasEra: boolean) {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    era: hasEra ? 'short' : undefined,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: hasFraction ? 3 : undefined,
    hourCycle: 'h23',
    // The zone's name differs between browsers ("CET", "GMT+1"); its offset does not.
    timeZoneName: timeZone === 'UTC' ? 'short' : 'shortOffset',
  };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', options);
  }
}
