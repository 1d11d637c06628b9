import { describe, expect, it } from 'vitest';
import type { Jwk } from '../../lib/jose/key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
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
});
