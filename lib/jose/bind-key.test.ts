import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { algorithms } from '../registry/algorithms';
import { bindKey } from './bind-key';
import { exportKey } from './export-key';
import { generateKey } from './generate-key';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { conceal, issue } from './sd-jwt-example';
import { verifySdJwt } from './sd-jwt-reading';

const { signal } = new AbortController();
const json = JSON.stringify;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const { d: _d, ...open } = ec;
const issuer = await readKey(json(ec));
const name = await conceal(['salt', 'given_name', 'Ada']);
const claims = { audience: 'https://verifier.example', nonce: 'n-1', iat: 1700000000 };
const expected = { required: true, audience: claims.audience, nonce: claims.nonce };
const issued = (jwk: object, more = {}) =>
  issue(json({ cnf: { jwk }, _sd: [name.digest], ...more }), [name.text], issuer);

async function verify(text: string) {
  const token = parseToken(text);
  if (token.kind !== 'sd-jwt') throw new Error(token.kind);
  return verifySdJwt(signal, token, issuer, expected);
}

const signers = algorithms.filter(({ family }) => family !== 'none' && family !== 'hmac');

it.each(signers.map((row) => ({ row, alg: row.name })))('binds with a key for $alg', async ({ row }) => {
  const made = await generateKey(signal, row);
  if (made.kind !== 'generated') throw new Error(json(made));
  const shown = await exportKey(made.key, 'public-jwk');
  if (shown.kind !== 'exported') throw new Error(json(shown));
  const outcome = await bindKey(signal, await issued(JSON.parse(shown.text)), { kind: 'key', key: made.key }, claims);
  if (outcome.kind !== 'bound') throw new Error(outcome.reason);
  expect(await verify(outcome.token)).toMatchObject({ accepted: true });
});

it('replaces the key binding that is there', async () => {
  const first = await bindKey(signal, await issued(open), issuer, { ...claims, nonce: 'n-0' });
  if (first.kind !== 'bound') throw new Error(first.reason);
  expect(await verify(first.token)).toMatchObject({ accepted: false });
  const second = await bindKey(signal, first.token, issuer, claims);
  if (second.kind !== 'bound') throw new Error(second.reason);
  expect(second.token.split('~')).toHaveLength(3);
  expect(await verify(second.token)).toMatchObject({ accepted: true });
});

it.each([
  ['no SD-JWT', () => 'a.b.c', json(ec), 'not-sd-jwt'],
  ['an unknown hash', () => issued(open, { _sd_alg: 'x' }), json(ec), 'unknown-hash'],
  ['no key', () => issued(open), '', 'no-key'],
  ['a secret', () => issued(open), 'secret', 'wrong-key-type'],
  ['half a key', () => issued(open), '{"kty":"EC"}', 'unreadable-key'],
  ['a public key', () => issued(open), json(open), 'public-key'],
  ['a key for something else', () => issued(open), json({ ...ec, use: 'enc' }), 'wrong-key-type'],
])('does not bind with %s', async (_what, text, key, code) => {
  expect(await bindKey(signal, await text(), await readKey(key), claims)).toMatchObject({ kind: 'cannot-bind', code });
});
