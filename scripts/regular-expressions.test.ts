import { expect, it } from 'vitest';
import record from './regular-expressions.json';
import { regularExpressions } from './regular-expressions.mjs';

type Found = { place: string; pattern?: string; flags?: string; code?: string };

const found: Found[] = regularExpressions();
const limited: Record<string, string> = record.limited;
const known = new Set([...record.linear, ...Object.keys(limited)]);

it('every regular expression of the page is proved linear, or what it is given is limited', () => {
  const unknown = found.filter(({ pattern, flags }) => pattern !== undefined && !known.has(`/${pattern}/${flags}`));
  const places = unknown.map(({ place, pattern, flags }) => `${place}: /${pattern}/${flags}`);
  // `npm run patterns` proves it, or shows a text that it is slow on.
  expect(places).toEqual([]);
});

it('a limited one says what limits it', () => {
  for (const reason of Object.values(limited)) expect(reason).toMatch(/^\S.{15,}\.$/);
});

it('no regular expression is made of what a person gives', () => {
  // Code of ours is searched for names of ours there.
  const made = found.filter(({ code, place }) => code !== undefined && !place.startsWith('lib/review/snippets/'));
  expect(made).toEqual([]);
});
