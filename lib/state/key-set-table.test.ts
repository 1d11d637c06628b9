import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Jwk } from '../jose/key';
import { readKey } from '../jose/read-key';
import type { Verdict } from '../jose/verdict';
import { exportPublicSet } from './key-export';
import { type KeySet, keySetRows, keyText } from './key-set-table';

const NOW = 1_795_194_000;
const UNVERIFIED: Verdict = { kind: 'unverified', reason: 'x' };
const none = { verdict: UNVERIFIED, decryption: undefined };

const pair = (): Jwk => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as Jwk;
const publicHalf = ({ d, ...rest }: Jwk): Jwk => rest as Jwk;
const ec = publicHalf(pair());
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }) as Jwk;
const named = (jwk: object, kid: string) => ({ ...jwk, kid });

async function setOf(...keys: unknown[]): Promise<KeySet> {
  const reading = await readKey(JSON.stringify({ keys }));
  if (reading.kind !== 'key-set') throw new Error(reading.kind);
  return reading;
}

async function faultsOf(...keys: unknown[]): Promise<string[][]> {
  const { rows } = keySetRows(await setOf(...keys), none, NOW);
  return rows.map((row) => (row.kind === 'key' ? row.faults.map(({ severity, text }) => `${severity}: ${text}`) : []));
}

describe('the rows of a key set', () => {
  it('stand in the order of the set, those that cannot be read included', async () => {
    const set = await setOf({ kty: 'EC' }, named(ec, 'a'), 7, named(publicHalf(pair()), 'b'));
    const { rows, more } = keySetRows(set, none, NOW);
    expect(rows.map((row) => (row.kind === 'key' ? row.key.jwk.kid : row.reason))).toEqual([
      '"crv" is missing.',
      'a',
      'A JWK is a JSON object.',
      'b',
    ]);
    expect([rows.map(({ place }) => place), more]).toEqual([[1, 2, 3, 4], 0]);
  });

  it('say what a key is for, as far as it says so', async () => {
    const { rows } = keySetRows(await setOf({ ...ec, alg: 'ES256', use: 'sig', key_ops: ['verify'] }, ec), none, NOW);
    expect(rows.map((row) => row.kind === 'key' && row.purpose)).toEqual(['ES256 · sig · verify', '']);
  });

  it('are short, however long the names in them are', async () => {
    const long = { kid: 'k'.repeat(5000), key_ops: new Array(2000).fill('verify') };
    const [row] = keySetRows(await setOf({ ...ec, ...long }), none, NOW).rows;
    expect(row?.kind === 'key' && [row.kid?.length, row.purpose.length]).toEqual([200, 200]);
  });

  it('say which key it was', async () => {
    const set = await setOf(named(ec, 'a'), named(publicHalf(pair()), 'b'));
    const [first, second] = set.keys as [KeySet['keys'][0], KeySet['keys'][0]];
    const results = (verdict: Verdict) =>
      keySetRows(set, { ...none, verdict }, NOW).rows.map((row) => row.kind === 'key' && row.result);
    const used = { kind: 'key', key: second, by: 'kid' } as const;
    expect(results({ kind: 'valid', alg: 'ES256', used })).toEqual([undefined, 'verified']);
    expect(results({ kind: 'invalid', alg: 'ES256', tried: [{ ...used, key: first }] })).toEqual(['tried', undefined]);
    expect(results(UNVERIFIED)).toEqual([undefined, undefined]);
  });

  it('are no more than 100', async () => {
    const { rows, more } = keySetRows(await setOf(...new Array(130).fill({})), none, NOW);
    expect([rows.length, more]).toEqual([100, 30]);
  });
});

describe('what is wrong with a key', () => {
  it('is nothing in an ordinary set', async () => {
    expect(await faultsOf(named(ec, 'a'), named({ ...publicHalf(pair()), alg: 'ES256' }, 'b'))).toEqual([[], []]);
    expect(await faultsOf(ec), 'a kid is missed only where there is a choice').toEqual([[]]);
  });

  it.each([
    ['no kid', [ec, named(publicHalf(pair()), 'b')], /^low: "kid" is missing/],
    ['a kid of another key', [named(ec, 'a'), named(publicHalf(pair()), 'a')], /^medium: Another key .* same "kid"/],
    ['the same key again', [named(ec, 'a'), named(ec, 'b')], /^low: The same key/],
    ['a private key', [named(pair(), 'a'), named(ec, 'b')], /^critical: This is a private key, beside public keys/],
    ['a secret', [named({ kty: 'oct', k: 'AAAA' }, 'a'), named(ec, 'b')], /^critical: This is a shared secret/],
    [
      'an alg of another type',
      [named({ ...ec, alg: 'RS256' }, 'a')],
      /^high: "alg" does not fit: RS256 needs an RSA key/,
    ],
    ['an alg of another curve', [named({ ...ec, alg: 'ES384' }, 'a')], /^high: "alg" does not fit: ES384 needs/],
    ['an alg that is none', [named({ ...ec, alg: 'ES521' }, 'a')], /^medium: "alg" is “ES521”/],
    ['a small RSA key', [named(rsa, 'a')], /^high: The key has 1024 bits/],
    ['an exponent of 1', [named({ ...rsa, e: 'AQ' }, 'a')], /^high: The key has the exponent 1/],
  ])('is told: %s', async (_, keys, fault) => {
    expect((await faultsOf(...keys))[0]?.join('\n')).toMatch(new RegExp(fault, 'm'));
  });

  it('is not an algorithm of encryption, whose keys are others’', async () => {
    expect(await faultsOf(named({ ...ec, alg: 'ECDH-ES', use: 'enc' }, 'a'))).toEqual([[]]);
  });
});

describe('taking keys out of a set', () => {
  it('gives one key as a text that reads as that key', async () => {
    const [key] = (await setOf(named(ec, 'a'))).keys;
    const read = key && (await readKey(keyText(key)));
    expect(read).toMatchObject({ kind: 'key', key: { thumbprint: key?.thumbprint, jwk: { kid: 'a' } } });
  });

  it('gives the public halves of all, without secrets and private members', async () => {
    const set = await setOf(named(pair(), 'a'), { kty: 'oct', k: 'AAAA', kid: 'b' }, named(ec, 'c'));
    const outcome = await exportPublicSet(set.keys);
    const read = outcome.kind === 'exported' ? await readKey(outcome.text) : undefined;
    expect(read?.kind === 'key-set' && read.keys.map(({ jwk, isPrivate }) => [jwk.kid, isPrivate])).toEqual([
      ['a', false],
      ['c', false],
    ]);
    expect((await exportPublicSet((await setOf({ kty: 'oct', k: 'AAAA' })).keys)).kind).toBe('cannot-export');
  });
});
