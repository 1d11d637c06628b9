import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derTags, writeDer, writeDerInteger, writeDerOid } from '../encoding/der';
import { writePem } from '../encoding/pem';
import { encodeUtf8 } from '../encoding/utf8';
import { findAlgorithm } from '../registry/algorithms';
import type { Jwk } from './key';
import { ecCurves, ecOid } from './key-types';
import { nobleCurvesEngine, nobleJwk } from './noble-curves';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const data = encodeUtf8('to be signed');
const octets = (encoded: string | undefined) => new Uint8Array(Buffer.from(encoded ?? '', 'base64url'));

const curves = [
  ['ES256K', 'secp256k1', 64, 'sha256', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
  ['Ed448', 'Ed448', 114, null, () => generateKeyPairSync('ed448')],
  ['Ed25519', 'Ed25519', 64, null, () => generateKeyPairSync('ed25519')],
] as const;

describe.each(curves)('%s by the library', (name, crv, signatureOctets, hash, pair) => {
  const row = findAlgorithm(name);
  if (!row) throw new Error(`there is no row for ${name}`);
  const jwk = pair().privateKey.export({ format: 'jwk' }) as Jwk;
  const dsaEncoding = 'ieee-p1363' as const;
  const signer = { key: createPrivateKey({ key: jwk, format: 'jwk' }), dsaEncoding };
  const verifier = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding };

  it('agrees with Node both ways', async () => {
    const ours = await nobleCurvesEngine.sign(row, jwk, data);
    expect(ours).toHaveLength(signatureOctets);
    expect(verify(hash, data, verifier, ours)).toBe(true);
    // Node's ECDSA signatures have a high s as often as a low one: with eight of them both are seen.
    for (let i = 0; i < 8; i += 1) {
      const theirs = new Uint8Array(sign(hash, data, signer));
      expect(await nobleCurvesEngine.verify(row, jwk, data, theirs)).toBe(true);
      theirs[i] = (theirs[i] ?? 0) ^ 1;
      expect(await nobleCurvesEngine.verify(row, jwk, data, theirs)).toBe(false);
    }
  });

  it('computes the public half as Node does', async () => {
    expect(await nobleJwk(crv, octets(jwk.d))).toEqual(jwk);
  });

  it('makes a key that Node takes', async () => {
    const made = await nobleCurvesEngine.generate(row);
    expect(createPrivateKey({ key: made, format: 'jwk' }).export({ format: 'jwk' })).toEqual(made);
  });

  it.each([0, 1, 63, 65, 113, 115])('takes a signature of %i octets for a wrong one', async (length) => {
    expect(await nobleCurvesEngine.verify(row, jwk, data, new Uint8Array(length))).toBe(false);
  });
});

describe('"EdDSA"', () => {
  it.each([
    ['Ed25519', 64],
    ['Ed448', 114],
  ] as const)('signs and verifies on the curve of the key: %s', async (crv, length) => {
    const jwk = await nobleJwk(crv, crypto.getRandomValues(new Uint8Array(crv === 'Ed448' ? 57 : 32)));
    // The two names are one algorithm, so that a key made for the one serves the other (RFC 9864 §2.2).
    for (const [alg, keyAlg] of [
      ['EdDSA', crv],
      [crv, 'EdDSA'],
    ]) {
      const key = await readKey(JSON.stringify({ ...jwk, alg: keyAlg }));
      const outcome = await signJws(signal, { header: JSON.stringify({ alg }), payload: '{}' }, key);
      const token = parseToken(outcome.kind === 'signed' ? outcome.token : '');
      expect(token.signature?.bytes).toHaveLength(length);
      expect(await verifyJws(signal, token, key)).toMatchObject({ kind: 'valid', alg });
    }
  });
});

describe('a PKCS#8 key without its public half', () => {
  const octetString = (content: Uint8Array<ArrayBuffer>) => writeDer(derTags.octetString, content);
  const pkcs8 = (scalar: Uint8Array<ArrayBuffer>) => {
    const curve = writeDerOid(ecCurves.get('secp256k1')?.oid ?? '');
    const key = writeDer(0x30, writeDerInteger(new Uint8Array([1])), octetString(scalar));
    const id = writeDer(0x30, writeDerOid(ecOid), curve);
    return writePem('PRIVATE KEY', writeDer(0x30, writeDerInteger(new Uint8Array(1)), id, octetString(key)));
  };

  it('is completed on secp256k1 too', async () => {
    const jwk = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({ format: 'jwk' });
    expect(await readKey(pkcs8(octets(jwk.d)))).toMatchObject({ kind: 'key', key: { jwk, isPrivate: true } });
  });

  it('is unreadable when its number is none of the curve', async () => {
    expect(await readKey(pkcs8(new Uint8Array(32)))).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('secp256k1'),
    });
  });
});
