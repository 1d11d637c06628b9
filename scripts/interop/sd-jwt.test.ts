import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { SDJwtGeneralJSONInstance, SDJwtInstance } from '@sd-jwt/core';
import { describe, expect, it } from 'vitest';
import { bindKey } from '../../lib/jose/bind-key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { presentation } from '../../lib/jose/sd-jwt-presentation';
import { readSdJwt, verifySdJwt } from '../../lib/jose/sd-jwt-reading';
import type { SdJwtToken } from '../../lib/jose/token';

const { signal } = new AbortController();
const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' });
const keyOf = (key: KeyObject) => readKey(JSON.stringify(jwkOf(key)));

const p1363 = { dsaEncoding: 'ieee-p1363' } as const;
const signWith = (key: KeyObject) => (data: string) =>
  sign('sha256', Buffer.from(data), { key, ...p1363 }).toString('base64url');
const verifyWith = (key: KeyObject) => (data: string, signature: string) =>
  verify('sha256', Buffer.from(data), { key, ...p1363 }, Buffer.from(signature, 'base64url'));

/** The other library, with Node's cryptography. */
const configOf = (hashAlg: 'sha-256' | 'sha-384' | 'sha-512') => ({
  hashAlg,
  hasher: (data: string | ArrayBuffer, alg: string) =>
    createHash(alg.replace('-', ''))
      .update(typeof data === 'string' ? data : new Uint8Array(data))
      .digest(),
  saltGenerator: (length: number) => randomBytes(length).toString('base64url'),
  signer: signWith(issuer.privateKey),
  signAlg: 'ES256',
  verifier: verifyWith(issuer.publicKey),
  kbSigner: signWith(holder.privateKey),
  kbSignAlg: 'ES256',
  kbVerifier: verifyWith(holder.publicKey),
});

const claims = {
  iss: 'https://issuer.example',
  cnf: { jwk: jwkOf(holder.publicKey) },
  given_name: 'Ada',
  address: { street: 'Hauptstraße 1 🦊', country: 'DE' },
  nationalities: ['DE', 'FR', { code: 'UK', since: 2020 }],
};
type Frame = NonNullable<Parameters<SDJwtInstance<typeof claims>['issue']>[1]>;
// The peer's type of a frame knows no element of an array that is an object, though the peer does.
const frame = {
  _sd: ['given_name', 'address'],
  _sd_decoy: 2,
  address: { _sd: ['street'] },
  nationalities: { _sd: [1, 2], 2: { _sd: ['since'] } },
} as unknown as Frame;
const bare = (value: typeof claims) => JSON.parse(JSON.stringify(value));

function read(text: string): SdJwtToken {
  const token = parseToken(text);
  if (token.kind !== 'sd-jwt') throw new Error(token.kind);
  return token;
}
const verifyHere = async (text: string, expected = {}) =>
  verifySdJwt(signal, read(text), await keyOf(issuer.publicKey), expected);

const kb = { aud: 'https://verifier.example', nonce: 'n-1', iat: 1700000000 };
const expected = { required: true, audience: kb.aud, nonce: kb.nonce };

describe.each(['sha-256', 'sha-384', 'sha-512'] as const)('with %s', (hash) => {
  const peer = new SDJwtInstance<typeof claims>(configOf(hash));

  it('what is issued there is read here, in all three serializations', async () => {
    const issued = await peer.issue(claims, frame);
    const forms = [
      issued,
      JSON.stringify(peer.toFlattenJSON(issued).toJson()),
      JSON.stringify(peer.toGeneralJSON(issued).toJson()),
    ];
    for (const text of forms) {
      const { accepted, reading } = await verifyHere(text);
      expect(accepted, text).toBe(true);
      expect(JSON.parse(reading.claims ?? '')).toEqual(bare(claims));
      expect(reading).toMatchObject({ unmatchedDigests: 2, hash });
    }
  });

  it('what is presented and bound there is verified here', async () => {
    const some = { given_name: true, nationalities: { 2: true } };
    const presented = await peer.present(await peer.issue(claims, frame), some as object, { kb: { payload: kb } });
    const { accepted, reading } = await verifyHere(presented, expected);
    expect(accepted).toBe(true);
    expect(JSON.parse(reading.claims ?? '')).toMatchObject({
      given_name: 'Ada',
      nationalities: ['DE', { code: 'UK' }],
    });
    expect(await verifyHere(presented, { ...expected, nonce: 'n-2' })).toMatchObject({ accepted: false });
  });

  it('what is presented and bound here is verified there', async () => {
    const token = read(await peer.issue(claims, frame));
    const { disclosures } = await readSdJwt(token);
    for (const { index, pointer } of disclosures) {
      const shown = presentation(token, disclosures, new Set([index]));
      const bound = await bindKey(signal, shown, await keyOf(holder.privateKey), { ...kb, audience: kb.aud });
      if (bound.kind !== 'bound') throw new Error(bound.reason);
      const { payload, kb: binding } = await peer.verify(bound.token, { keyBindingNonce: kb.nonce });
      const { accepted, reading } = await verifyHere(bound.token, expected);
      expect(accepted, pointer).toBe(true);
      expect(JSON.parse(reading.claims ?? '')).toEqual(payload);
      expect(binding?.payload).toMatchObject(kb);
      await expect(peer.verify(bound.token.replace('~', '~x~'), { keyBindingNonce: kb.nonce })).rejects.toThrow();
      expect(await verifyHere(bound.token.replace('~', '~x~'), expected)).toMatchObject({ accepted: false });
    }
  });

  it('what several issuers sign there is bound here and verified on both sides', async () => {
    const general = new SDJwtGeneralJSONInstance<typeof claims>(configOf(hash));
    const signature = (kid: string) => ({ signer: signWith(issuer.privateKey), alg: 'ES256', kid });
    const issued = await general.issue(claims, frame, { sigs: [signature('1'), signature('2')] });
    const json = issued.toJson();
    // The peer puts "kid" in both headers of a signature, which RFC 7515 §4 forbids.
    for (const { header } of json.signatures) delete header.kid;
    const bound = await bindKey(signal, JSON.stringify(json), await keyOf(holder.privateKey), {
      ...kb,
      audience: kb.aud,
    });
    if (bound.kind !== 'bound') throw new Error(bound.reason);
    const { accepted, reading } = await verifyHere(bound.token, expected);
    expect(accepted).toBe(true);
    const { kb_jwt } = JSON.parse(bound.token).signatures[0].header;
    const { payload } = await general.verify(Object.assign(issued, { kb_jwt }), { keyBindingNonce: kb.nonce });
    expect(JSON.parse(reading.claims ?? '')).toEqual(payload);
  });
});
