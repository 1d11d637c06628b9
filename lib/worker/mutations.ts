import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';

/** What people do to a word to make a secret of it. */
export type Mutation = {
  /** Said behind the word: "common word 37, with a digit behind it". */
  readonly words: string;
  /** How many words it is done to, the most usual ones. */
  readonly most: number;
  variants(word: string): readonly string[];
};

const range = (from: number, to: number, digits = 1) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(digits, '0'));
const behind = (endings: readonly string[]) => (word: string) => endings.map((ending) => word + ending);

const capitalize = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const LEET: ReadonlyMap<string, string> = new Map([
  ['a', '4'],
  ['e', '3'],
  ['i', '1'],
  ['o', '0'],
  ['s', '5'],
  ['t', '7'],
]);
const leet = (word: string) => [...word].map((letter) => LEET.get(letter) ?? letter).join('');
const mildLeet = (word: string) => word.replaceAll('a', '@').replaceAll('s', '$').replaceAll('o', '0');

function base64(word: string): string {
  const text = encodeBase64url(encodeUtf8(word)).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** Pieces that make a word into the name of a secret. */
const SECRET_ENDINGS = ['secret', 'key', 'jwt', 'token', 'Secret', 'Key'].flatMap((piece) => [
  piece,
  `-${piece}`,
  `_${piece}`,
]);
const SECRET_NAMES = ['-secret-key', '_secret_key', '-jwt-secret', '_jwt_secret', 'SecretKey', 'JwtSecret'];

/** The mutations in the order in which they are tried, each word as it is before all others. */
export const mutations: readonly Mutation[] = [
  { words: 'as it is', most: Number.POSITIVE_INFINITY, variants: (word) => [word] },
  { words: 'with a capital letter', most: Number.POSITIVE_INFINITY, variants: (word) => [capitalize(word)] },
  { words: 'in capitals', most: Number.POSITIVE_INFINITY, variants: (word) => [word.toUpperCase()] },
  { words: 'with a word for a secret behind it', most: 5_000, variants: behind([...SECRET_ENDINGS, ...SECRET_NAMES]) },
  {
    words: 'with a word for a secret before it',
    most: 5_000,
    variants: (word) => ['my', 'my-', 'my_', 'the-', 'secret-', 'secret', 'jwt-'].map((piece) => piece + word),
  },
  {
    words: 'with digits or a sign behind it',
    most: 20_000,
    variants: behind([
      ...range(0, 9),
      '!',
      '.',
      '@',
      '#',
      '$',
      '?',
      '123',
      '1234',
      '12345',
      '123!',
      '1!',
      '@123',
      '#123',
    ]),
  },
  {
    words: 'with a capital letter, and digits or a sign behind it',
    most: 10_000,
    variants: (word) =>
      behind(['1', '!', '123', '1!', '123!', '1234', '@123', '2024', '2025', '2026'])(capitalize(word)),
  },
  { words: 'with a year behind it', most: 5_000, variants: behind(range(1970, 2030)) },
  { words: 'with two digits behind it', most: 5_000, variants: behind(range(0, 99, 2)) },
  {
    words: 'with signs for letters',
    most: Number.POSITIVE_INFINITY,
    variants: (word) => [leet(word), mildLeet(word), capitalize(mildLeet(word))],
  },
  {
    words: 'in Base64',
    most: Number.POSITIVE_INFINITY,
    variants: (word) => [base64(word), base64(word).replace(/=+$/, '')],
  },
  { words: 'twice', most: 20_000, variants: (word) => [word + word] },
  { words: 'backwards', most: 20_000, variants: (word) => [[...word].reverse().join('')] },
];
