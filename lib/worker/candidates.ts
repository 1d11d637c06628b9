import { knownSecrets } from './known-secrets';
import { mutations } from './mutations';

/**
 * A run of candidates: what `variants` makes of each of the `count` bases. `label` says where a candidate comes from, by
 * its base.
 */
export type Series = {
  readonly count: number;
  base(index: number): string;
  variants(base: string): readonly string[];
  label(index: number): string;
};

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1950, 0, 1);
const DAYS = (Date.UTC(2031, 0, 1) - FIRST_DAY) / DAY;

const dates: Series = {
  count: DAYS,
  base: (index) => new Date(FIRST_DAY + index * DAY).toISOString().slice(0, 10),
  variants(date) {
    const [year = '', month = '', day = ''] = date.split('-');
    const short = year.slice(2);
    return [
      `${year}${month}${day}`,
      `${day}${month}${year}`,
      `${month}${day}${year}`,
      `${day}${month}${short}`,
      `${short}${month}${day}`,
      date,
      `${day}.${month}.${year}`,
      `${day}-${month}-${year}`,
    ];
  },
  label: () => 'a date',
};

/** The printable characters of ASCII. */
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const BEGINNINGS = ['', ...PRINTABLE, ...PRINTABLE.flatMap((first) => PRINTABLE.map((second) => first + second))];

const short: Series = {
  count: BEGINNINGS.length,
  base: (index) => BEGINNINGS[index] ?? '',
  variants: (beginning) => PRINTABLE.map((last) => beginning + last),
  label: () => 'up to 3 printable characters',
};

const THOUSAND = Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, '0'));

/** All numbers of so many digits; the last three are the variants. */
function numbers(digits: number): Series {
  return {
    count: 10 ** (digits - 3),
    base: (index) => String(index).padStart(digits - 3, '0'),
    variants: (beginning) => THOUSAND.map((last) => beginning + last),
    label: () => `a number of ${digits} digits`,
  };
}

/**
 * All that the built-in list tries, the likeliest first: known example secrets, words of the token's own, common
 * passwords, what people make of these, then dates, numbers and short texts.
 */
export function commonSeries(own: readonly string[], passwords: readonly string[]): Series[] {
  const words = [...knownSecrets, ...own, ...passwords];
  const ownFrom = knownSecrets.length;
  const passwordsFrom = ownFrom + own.length;
  const place = (index: number) => {
    if (index < ownFrom) return `known example ${index + 1}`;
    if (index < passwordsFrom) return 'a word of the token';
    return `common word ${(index - passwordsFrom + 1).toLocaleString('en')}`;
  };
  const mutated = mutations.map(({ words: how, most, variants }, order): Series => {
    const base = (index: number) => words[index] ?? '';
    const label = (index: number) => (order === 0 ? place(index) : `${place(index)}, ${how}`);
    return { count: Math.min(words.length, passwordsFrom + most), base, variants, label };
  });
  return [...mutated, dates, numbers(4), numbers(5), short, numbers(6)];
}
