import { describe, expect, it } from 'vitest';
import { decryptJwe } from '../../lib/jose/decrypt-jwe';
import { encryptJwe } from '../../lib/jose/encrypt-jwe';
import type { Jwk } from '../../lib/jose/key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import type { JweToken, Serialization } from '../../lib/jose/token';
import { contentEncryptionAlgorithms } from '../../lib/registry/content-encryption';
import { keyManagementAlgorithms } from '../../lib/registry/key-management';
import { jweKeyFor } from './jwe-keys';
import { type JweOrder, type JwePeer, jwePeers } from './jwe-peers';

const { signal } = new AbortController();
const plaintext = '{ "sub":"Jörg 🦊 \\u00fc",  "n": 9007199254740993, "a": {"b": [1, {"c": null}]} }';

/** Taken in turn, so that each is had twice with every algorithm. */
const forms: readonly Serialization[] = ['compact', 'flattened', 'general'];

/** Every algorithm of key management, with each of its curves. */
const rows = keyManagementAlgorithms.flatMap((row) =>
  (row.curves ?? [undefined]).map((curve) => ({ row, alg: row.name, curve, key: curve ?? row.keyTypes[0] })),
);

const readJwk = (jwk: Jwk) => readKey(JSON.stringify(jwk));

/** What comes of a token here with a key, as text. */
async function openHere(text: string, jwk: Jwk) {
  const outcome = await decryptJwe(signal, parseToken(text), await readJwk(jwk));
  return outcome.kind === 'decrypted'
    ? { ...outcome, plaintext: new TextDecoder().decode(outcome.plaintext) }
    : outcome;
}

/** A token of ours with the headers and in the form of another. */
async function encryptLike(text: string, payload: string, jwk: Jwk): Promise<string> {
  const like = parseToken(text) as JweToken;
  const outcome = await encryptJwe(signal, { header: like.header.text ?? '', payload }, await readJwk(jwk), { like });
  if (outcome.kind !== 'encrypted') throw new Error(outcome.reason);
  return outcome.token;
}

/** Theirs opens here; ours, made like it, opens there, unless they have no way to open it. */
async function exchange(peer: JwePeer, order: JweOrder): Promise<void> {
  const { form, enc, recipients } = order;
  const name = `${form} ${enc}`;
  for (const { alg, jwk } of recipients) {
    const theirs = await peer.encrypt(plaintext, order);
    const parsed = parseToken(theirs);
    expect(parsed, name).toMatchObject({ kind: 'jwe', problems: [] });
    expect(parsed.serialization === 'compact', name).toBe(form === 'compact');
    expect(await openHere(theirs, jwk), name).toMatchObject({ kind: 'decrypted', alg, enc, plaintext });
    const ours = await encryptLike(theirs, `${plaintext} `, jwk);
    expect(parseToken(ours), name).toMatchObject({ kind: 'jwe', serialization: parsed.serialization, problems: [] });
    if (peer.cannotOpen?.test(alg)) await expect(peer.decrypt(theirs, alg, jwk)).rejects.toThrow();
    else expect(await peer.decrypt(ours, alg, jwk), name).toBe(`${plaintext} `);
  }
}

describe.each(jwePeers.map((peer) => [peer.name, peer] as const))('%s', { timeout: 60_000 }, (_name, peer) => {
  const has = ({ alg, curve }: { alg: string; curve?: string }) =>
    peer.manages.test(alg) && (curve === undefined || peer.curves.test(curve));

  it.each(rows.filter(has))('and we open each other’s $alg tokens with a key for $key', async ({ row, alg, curve }) => {
    for (const [index, enc] of contentEncryptionAlgorithms.entries()) {
      const order = { enc: enc.name, recipients: [{ alg, jwk: jweKeyFor(row, enc, curve) }] };
      if (peer.lacks?.test(`${alg} ${enc.name}`)) {
        await expect(peer.encrypt(plaintext, { ...order, form: 'compact' })).rejects.toThrow();
        continue;
      }
      await exchange(peer, { ...order, form: forms[index % forms.length] ?? 'compact' });
    }
  });

  it.each(rows.filter((row) => !has(row)))('has no $alg with a key for $key', async ({ row, alg, curve }) => {
    for (const enc of contentEncryptionAlgorithms) {
      const jwk = jweKeyFor(row, enc, curve);
      const order: JweOrder = { form: 'compact', enc: enc.name, recipients: [{ alg, jwk }] };
      await expect(peer.encrypt(plaintext, order)).rejects.toBeDefined();
    }
  });
});
