import { constants, createDecipheriv, createPrivateKey, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decryptJwe } from '../../lib/jose/decrypt-jwe';
import { encryptJwe } from '../../lib/jose/encrypt-jwe';
import type { Jwk, KeyReading } from '../../lib/jose/key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import type { JweToken } from '../../lib/jose/token';
import { findContentEncryption } from '../../lib/registry/content-encryption';
import { keyManagementAlgorithms } from '../../lib/registry/key-management';
import { jweKeyFor } from './jwe-keys';
import { type JwePeer, jwePeers } from './jwe-peers';

const { signal } = new AbortController();
const plaintext = '{"sub":"Jörg 🦊"}';
const aad = 'further data, Größe 1';
const enc = findContentEncryption('A256GCM');
if (!enc) throw new Error('the table lacks A256GCM');

/** A recipient for every algorithm that a library has, on its first curve, with a key of its own name. */
const recipientsOf = (peer: JwePeer) =>
  keyManagementAlgorithms
    .filter(({ name }) => peer.manages.test(name))
    .map((row) => ({
      alg: row.name,
      row,
      jwk: { kid: `key of ${row.name}`, ...jweKeyFor(row, enc, row.curves?.[0]) },
    }));

const read = (keys: Jwk | { keys: Jwk[] }): Promise<KeyReading> => readKey(JSON.stringify(keys));

async function openHere(text: string, jwk: Jwk) {
  const outcome = await decryptJwe(signal, parseToken(text), await read(jwk));
  return outcome.kind === 'decrypted'
    ? { ...outcome, plaintext: new TextDecoder().decode(outcome.plaintext) }
    : outcome;
}

/** The protected header of a token of ours is that of theirs; so is all else but what must be new. */
async function encryptLike(text: string, payload: string, key: KeyReading): Promise<string> {
  const like = parseToken(text) as JweToken;
  const outcome = await encryptJwe(signal, { header: like.header.text ?? '', payload }, key, { like });
  if (outcome.kind !== 'encrypted') throw new Error(outcome.reason);
  return outcome.token;
}

describe.each(jwePeers.map((peer) => [peer.name, peer] as const))('%s in JSON', { timeout: 60_000 }, (name, peer) => {
  it.each(recipientsOf(peer))(
    'and we exchange $alg tokens with its parameters in the recipient’s header, and with further authenticated data',
    async ({ alg, jwk }) => {
      const recipients = [{ alg, jwk }];
      const theirs = await peer.encrypt(plaintext, { form: 'general', enc: enc.name, recipients, isShared: true, aad });
      const parsed = parseToken(theirs) as JweToken;
      expect(Buffer.from(parsed.aad?.bytes ?? '').toString()).toBe(aad);
      expect(await openHere(theirs, jwk)).toMatchObject({ kind: 'decrypted', alg, recipient: 0, plaintext });
      const ours = await encryptLike(theirs, `${plaintext} `, await read(jwk));
      expect(JSON.parse(ours).aad).toBe(JSON.parse(theirs).aad);
      if (!peer.cannotOpen?.test(alg)) expect(await peer.decrypt(ours, alg, jwk)).toBe(`${plaintext} `);
      const other = JSON.stringify({ ...JSON.parse(ours), aad: 'b3RoZXI' });
      expect(await openHere(other, jwk)).toMatchObject({ kind: 'failed' });
    },
  );

  it('and we exchange tokens for as many recipients as it has algorithms', async () => {
    const recipients = recipientsOf(peer).filter(({ row }) => row.hasEncryptedKey);
    const theirs = await peer.encrypt(plaintext, { form: 'general', enc: enc.name, recipients });
    expect(parseToken(theirs)).toMatchObject({ kind: 'jwe', serialization: 'general', problems: [] });
    const ours = await encryptLike(theirs, `${plaintext} `, await read({ keys: recipients.map(({ jwk }) => jwk) }));
    for (const [recipient, { alg, jwk }] of recipients.entries()) {
      expect(await openHere(theirs, jwk)).toMatchObject({ kind: 'decrypted', alg, recipient, plaintext });
      expect(await openHere(ours, jwk)).toMatchObject({ kind: 'decrypted', alg, recipient });
      if (!peer.cannotOpen?.test(alg)) expect(await peer.decrypt(ours, alg, jwk)).toBe(`${plaintext} `);
    }
  });

  it.each(recipientsOf(peer))(
    'makes flattened $alg tokens with the parameters outside the protected header, which open here',
    async ({ alg, jwk }) => {
      const recipients = [{ alg, jwk }];
      const theirs = await peer.encrypt(plaintext, { form: 'flattened', enc: enc.name, recipients, isShared: true });
      expect(await openHere(theirs, jwk)).toMatchObject({ kind: 'decrypted', alg, plaintext });
      const ours = await encryptLike(theirs, plaintext, await read(jwk));
      expect(await openHere(ours, jwk)).toMatchObject({ kind: 'decrypted', alg, plaintext });
      // node-jose leaves out the member "header" of what it reads, its own tokens too (RFC 7516 §7.2.2).
      const reading = peer.decrypt(ours, alg, jwk);
      if (name === 'node-jose') await expect(reading).rejects.toThrow();
      else expect(await reading).toBe(plaintext);
    },
  );
});

describe('node-jose', () => {
  const peer = jwePeers.find(({ name }) => name === 'node-jose') as JwePeer;
  const recipients = recipientsOf(peer);

  it.each(recipients.filter(({ row }) => !row.hasEncryptedKey))(
    'calls a token with $alg general that has no "recipients" (RFC 7516 §7.2.1), and so is flattened here',
    async ({ alg, jwk }) => {
      const theirs = await peer.encrypt(plaintext, { form: 'general', enc: enc.name, recipients: [{ alg, jwk }] });
      expect(JSON.parse(theirs)).not.toHaveProperty('recipients');
      expect(parseToken(theirs)).toMatchObject({ kind: 'jwe', serialization: 'flattened', problems: [] });
    },
  );

  it.each(recipients.filter(({ alg }) => !peer.cannotOpen?.test(alg)))(
    'and we inflate what the other has compressed under $alg',
    async ({ alg, jwk }) => {
      const text = `${plaintext}${' '.repeat(10_000)}`;
      const theirs = await peer.encrypt(text, {
        form: 'compact',
        enc: enc.name,
        recipients: [{ alg, jwk }],
        zip: true,
      });
      expect(theirs.length).toBeLessThan(2000);
      expect(await openHere(theirs, jwk)).toMatchObject({
        kind: 'decrypted',
        plaintext: text,
        compressedOctets: expect.any(Number),
      });
      expect(await peer.decrypt(await encryptLike(theirs, text, await read(jwk)), alg, jwk)).toBe(text);
    },
  );

  it.each(recipients.filter(({ alg }) => peer.cannotOpen?.test(alg)))(
    'cannot open $alg on this Node, so ours is opened by hand: its padding is that of RFC 8017 §7.2.1',
    async ({ alg, jwk }) => {
      const header = `{"alg":"${alg}","enc":"${enc.name}"}`;
      const outcome = await encryptJwe(signal, { header, payload: plaintext }, await read(jwk));
      if (outcome.kind !== 'encrypted') throw new Error(outcome.reason);
      const [aad, encryptedKey, iv, ciphertext, tag] = outcome.token
        .split('.')
        .map((segment, index) => (index === 0 ? Buffer.from(segment) : Buffer.from(segment, 'base64url'))) as Buffer[];
      const key = createPrivateKey({ key: jwk, format: 'jwk' });
      const padded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encryptedKey as Buffer);
      expect([...padded.subarray(0, 2)]).toEqual([0, 2]);
      const end = padded.indexOf(0, 2);
      expect(end).toBe(padded.length - enc.keyBits / 8 - 1);
      const decipher = createDecipheriv('aes-256-gcm', padded.subarray(end + 1), iv as Buffer);
      decipher.setAAD(aad as Buffer).setAuthTag(tag as Buffer);
      expect(`${decipher.update(ciphertext as Buffer)}${decipher.final()}`).toBe(plaintext);
    },
  );
});
