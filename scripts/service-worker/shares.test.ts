import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepShares, readShare } from './shares';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function form(fields: Record<string, string>, ...files: File[]): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const file of files) data.append('file', file);
  return data;
}

test.each([
  [{ text: ' eyJ.e30. ' }, 'eyJ.e30.'],
  [{ url: 'https://a.example/#id_token=eyJ' }, 'https://a.example/#id_token=eyJ'],
  [{ text: 'see', url: 'https://a.example/', title: 'A page' }, 'see\nhttps://a.example/'],
  [{ title: 'eyJ.e30.', text: '' }, 'eyJ.e30.'],
  [{ other: 'eyJ.e30.' }, ''],
])('of the fields %j the text is %j', (fields, text) => {
  expect(readShare(form(fields))).toEqual({ text, files: [] });
});

test('files are taken all, and the title of their page is not', () => {
  const files = [new File(['a'], 'a.jwt'), new File(['b'], 'b.pem')];
  const share = readShare(form({ title: 'Two files' }, ...files));
  expect(share.text).toBe('');
  expect(share.files.map(({ name }) => name)).toEqual(['a.jwt', 'b.pem']);
});

test('a share is given once, by its own name only', async () => {
  const shares = keepShares();
  const one = shares.keep({ text: 'one', files: [] });
  const two = shares.keep({ text: 'two', files: [] });
  expect(shares.take('')).toBeUndefined();
  expect(shares.take(two.id)?.text).toBe('two');
  expect(shares.take(two.id)).toBeUndefined();
  expect(shares.take(one.id)?.text).toBe('one');
  await Promise.all([one.gone, two.gone]);
});

test('a share that nobody takes is forgotten', async () => {
  const shares = keepShares(1000);
  const { id, gone } = shares.keep({ text: 'one', files: [] });
  vi.advanceTimersByTime(1000);
  await gone;
  expect(shares.take(id)).toBeUndefined();
});
