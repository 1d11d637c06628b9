import { describe, expect, it } from 'vitest';
import { checkInFragment, tokenInFragment } from './fragment';

describe('a fragment', () => {
  it.each([
    ['#check=expired', 'expired'],
    ['check=expired', 'expired'],
    ['#check=%3Cscript%3E', '<script>'],
    ['#check=', undefined],
    ['#findings', undefined],
    ['#token=a.b.c', undefined],
    ['', undefined],
  ])('%j asks for the example of %j', (fragment, id) => {
    expect(checkInFragment(fragment)).toBe(id);
  });

  it.each([
    ['#token=a.b.c', { token: 'a.b.c', key: undefined }],
    ['#access_token=a.b.c&publicKey=k', { token: 'a.b.c', key: 'k' }],
    ['#id_token=x&access_token=y', { token: 'x', key: undefined }],
    ['#check=expired', undefined],
  ])('%j carries %j', (fragment, given) => {
    expect(tokenInFragment(fragment)).toEqual(given);
  });
});
