import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { tokenText } from './examples';
import { gatherDigests } from './facts-digest';

const tokenBy = (alg?: string) => parseToken(tokenText({ alg }));
const half = (hash: string, text: string) => {
  const octets = createHash(hash).update(text).digest();
  return octets.subarray(0, octets.length / 2).toString('base64url');
};

it.each([
  ['RS256', 'sha256'],
  ['ES384', 'sha384'],
  ['PS512', 'sha512'],
  ['HS256', 'sha256'],
  ['EdDSA', 'sha512'],
  ['Ed25519', 'sha512'],
])('by %s a digest is the left half of %s', async (alg, hash) => {
  const given = { accessToken: 'one', code: 'two', state: 'three' };
  expect(await gatherDigests(tokenBy(alg), given)).toEqual({
    accessToken: half(hash, 'one'),
    code: half(hash, 'two'),
    state: half(hash, 'three'),
    ath: undefined,
  });
});

it.each(['none', 'x', undefined])('by %s there is none but that of a proof', async (alg) => {
  const request = { accessToken: 'one' };
  expect(await gatherDigests(tokenBy(alg), { accessToken: 'one', request })).toEqual({
    ath: createHash('sha256').update('one').digest('base64url'),
  });
});

it('what was not given has none', async () => {
  expect(await gatherDigests(tokenBy('ES256'), {})).toBeUndefined();
  expect(
    await gatherDigests(tokenBy('ES256'), { accessToken: '', code: '', request: { accessToken: '' } }),
  ).toBeUndefined();
  expect(await gatherDigests(tokenBy('ES256'), { accessToken: '', code: 'two' })).toEqual({
    code: half('sha256', 'two'),
  });
});
