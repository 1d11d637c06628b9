import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { attachPayload } from '../../lib/jose/detached';
import type { Jwk } from '../../lib/jose/key';
import { parseToken, withSigner } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { signJws } from '../../lib/jose/sign-jws';
import type { JwsToken } from '../../lib/jose/token';
import type { Verdict } from '../../lib/jose/verdict';
import { verifyEach } from '../../lib/jose/verify-jws';
import { algorithms } from '../../lib/registry/algorithms';
import { type JsonSigner, jsonPeers } from './json-peers';
import { keySetFor } from './key-set';

const { signal } = new AbortController();
const payload = '{"sub":"Jörg 🦊","n":9007199254740993}';

/** A signer for every algorithm of a library, each with a key of its own name, and the key set to verify them with. */
async function signersOf(speaks: RegExp): Promise<{ signers: JsonSigner[]; keySet: string }> {
  const rows = algorithms.filter(({ name }) => speaks.test(name));
  const keys: Jwk[] = [];
  const signers: JsonSigner[] = [];
  for (const row of rows) {
    const { toSign, toVerify } = await keySetFor(row, row.curves?.[0]);
    const named = { kid: `key of ${row.name}`, alg: row.name };
    signers.push({
      alg: row.name,
      jwk: { ...JSON.parse(toSign[0]?.text ?? ''), ...named },
      isProtected: signers.length % 3 > 0,
    });
    keys.push({ ...JSON.parse(toVerify[0]?.text ?? ''), ...named });
  }
  return { signers, keySet: JSON.stringify({ keys }) };
}

const openHalf = ({ d, p, q, dp, dq, qi, ...open }: Jwk): Jwk => open;

async function verdictsOn(token: object, keySet: string): Promise<Verdict[]> {
  // Layout and members that no standard names do not matter.
  const text = JSON.stringify({ ...token, note: 'kept' }, undefined, 2);
  return verifyEach(signal, parseToken(text), await readKey(keySet));
}

describe.each(jsonPeers.map((peer) => [peer.name, peer] as const))('%s in JSON', (_name, peer) => {
  it('makes one token with a signature by each of its algorithms, and every one is valid here', async () => {
    const { signers, keySet } = await signersOf(peer.speaks);
    const token = await peer.signAll(payload, signers);
    const parsed = parseToken(JSON.stringify(token));
    expect(parsed).toMatchObject({ kind: 'jws', serialization: 'general', payload: { text: payload }, problems: [] });
    expect(await verdictsOn(token, keySet)).toEqual(
      signers.map(({ alg }) => expect.objectContaining({ kind: 'valid', alg })),
    );
  });

  it('makes a flattened token with each of its algorithms, and it is valid here', async () => {
    const { signers, keySet } = await signersOf(peer.speaks);
    for (const signer of signers) {
      const token = await peer.signOne(payload, signer);
      expect(parseToken(JSON.stringify(token))).toMatchObject({
        kind: 'jws',
        serialization: 'flattened',
        problems: [],
      });
      expect(await verdictsOn(token, keySet)).toMatchObject([{ kind: 'valid', alg: signer.alg }]);
    }
  });

  it('makes tokens of which another payload leaves no signature, and another signature only the others', async () => {
    const { signers, keySet } = await signersOf(peer.speaks);
    const token = (await peer.signAll(payload, signers)) as { payload: string; signatures: { signature: string }[] };
    const other = { ...token, payload: Buffer.from('{"sub":"eve"}').toString('base64url') };
    expect((await verdictsOn(other, keySet)).map(({ kind }) => kind)).toEqual(signers.map(() => 'invalid'));
    const [first, ...rest] = token.signatures;
    const swapped = { ...token, signatures: [{ ...first, signature: rest[0]?.signature }, ...rest] };
    const kinds = (await verdictsOn(swapped, keySet)).map(({ kind }) => kind);
    expect(kinds).toEqual(['invalid', ...rest.map(() => 'valid')]);
  });

  it('verifies every signature that is put in the place of its own here, over another payload', async () => {
    const { signers, keySet } = await signersOf(peer.speaks);
    const keys = await readKey(JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }));
    for (const theirs of [
      await peer.signAll(payload, signers),
      await peer.signOne(payload, signers[1] as JsonSigner),
    ]) {
      let text = JSON.stringify(theirs, undefined, 2);
      for (const index of (parseToken(text) as JwsToken).signers.keys()) {
        const like = withSigner(parseToken(text) as JwsToken, index);
        const parts = { header: like.header.text ?? '', payload: `${payload} ` };
        const outcome = await signJws(signal, parts, keys, { like });
        if (outcome.kind !== 'signed') throw new Error(JSON.stringify(outcome));
        text = outcome.token;
      }
      const ours = JSON.parse(text);
      const made = 'signatures' in ours ? signers : signers.slice(1, 2);
      for (const { alg, jwk } of made) expect(await peer.verify(ours, alg, openHalf(jwk)), alg).toBe(`${payload} `);
      expect(await verdictsOn(ours, keySet)).toMatchObject(made.map(({ alg }) => ({ kind: 'valid', alg })));
    }
  });
});

describe('jose', () => {
  const header = '{"alg":"ES256","b64":false,"crit":["b64"]}';
  const octets = new TextEncoder().encode(payload);

  it('and we verify each other’s payloads that are not encoded and travel apart (RFC 7797)', async () => {
    const { signers } = await signersOf(/^ES256$/);
    const { jwk } = signers[0] as JsonSigner;
    const key = await jose.importJWK(jwk as jose.JWK, 'ES256');
    const theirs = await new jose.FlattenedSign(octets).setProtectedHeader(JSON.parse(header)).sign(key);
    const detached = parseToken(JSON.stringify({ ...theirs, payload: undefined })) as JwsToken;
    const reading = await readKey(JSON.stringify(jwk));
    expect(await verifyEach(signal, attachPayload(detached, octets), reading)).toMatchObject([{ kind: 'valid' }]);
    const outcome = await signJws(signal, { header, payload }, reading, { like: detached });
    if (outcome.kind !== 'signed') throw new Error(JSON.stringify(outcome));
    const ours = JSON.parse(outcome.token);
    expect(ours).not.toHaveProperty('payload');
    const open = await jose.importJWK(openHalf(jwk) as jose.JWK, 'ES256');
    const verified = await jose.flattenedVerify({ ...ours, payload }, open, {
      crit: { b64: true },
    } as jose.VerifyOptions);
    expect(new TextDecoder().decode(verified.payload)).toBe(payload);
  });
});
