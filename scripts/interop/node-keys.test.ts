import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportKey, type KeyFormat } from '../../lib/jose/export-key';
import type { Key } from '../../lib/jose/key';
import { algorithms } from '../../lib/registry/algorithms';
import { keyManagementAlgorithms } from '../../lib/registry/key-management';
import { readWhole } from './key-set';

/** A pair of every kind that an algorithm asks for, as far as Node has it: on each curve, and RSA. */
const curves = [...algorithms, ...keyManagementAlgorithms].flatMap(({ curves = [] }) => curves);
const kinds = ['RSA', ...new Set(curves)];

function makePair(kind: string): KeyObject {
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  if (/^(P-|secp)/.test(kind)) return generateKeyPairSync('ec', { namedCurve: kind }).privateKey;
  return generateKeyPairSync(kind.toLowerCase() as 'ed25519').privateKey;
}

/** The JWK alone, without what names the key and its algorithm. */
const bare = ({ jwk: { kid, alg, ...jwk } }: Key) => jwk;

async function exported(key: Key, format: KeyFormat): Promise<string | undefined> {
  const outcome = await exportKey(key, format);
  return outcome.kind === 'exported' ? outcome.text : undefined;
}

describe.each(kinds)('a key for %s', (kind) => {
  const secret = makePair(kind);
  const open = createPublicKey(secret);
  const pem = (key: KeyObject, type: string) => key.export({ type: type as 'spki', format: 'pem' }).toString();
  const traditional = kind === 'RSA' ? 'pkcs1' : /^(P-|secp)/.test(kind) ? 'sec1' : undefined;

  it('is read here in every form in which Node writes it', async () => {
    const whole = secret.export({ format: 'jwk' });
    const half = open.export({ format: 'jwk' });
    expect(bare(await readWhole(JSON.stringify(whole)))).toEqual(whole);
    for (const type of ['pkcs8', ...(traditional ? [traditional] : [])]) {
      expect(bare(await readWhole(pem(secret, type))), type).toEqual(whole);
    }
    expect(bare(await readWhole(JSON.stringify(half)))).toEqual(half);
    for (const type of ['spki', ...(kind === 'RSA' ? ['pkcs1'] : [])]) {
      expect(bare(await readWhole(pem(open, type))), type).toEqual(half);
    }
  });

  it('is read by Node in every form in which it is given out here', async () => {
    const key = await readWhole(pem(secret, 'pkcs8'));
    const half = await readWhole(pem(open, 'spki'));
    const forms: KeyFormat[] = ['pkcs8-pem', 'pkcs1-pem', 'sec1-pem'];
    const texts = await Promise.all(forms.map((form) => exported(key, form)));
    expect(texts.filter(Boolean)).toHaveLength(traditional ? 2 : 1);
    for (const text of texts) if (text) expect(createPrivateKey(text).equals(secret)).toBe(true);
    const jwk = JSON.parse((await exported(key, 'jwk')) ?? '');
    expect(createPrivateKey({ key: jwk, format: 'jwk' }).equals(secret)).toBe(true);
    for (const from of [key, half]) {
      const publicJwk = JSON.parse((await exported(from, 'public-jwk')) ?? '');
      expect(createPublicKey({ key: publicJwk, format: 'jwk' }).equals(open)).toBe(true);
      expect(createPublicKey((await exported(from, 'spki-pem')) ?? '').equals(open)).toBe(true);
    }
    const pkcs1 = await exported(half, 'pkcs1-pem');
    if (pkcs1) expect(createPublicKey(pkcs1).equals(open)).toBe(true);
  });
});
