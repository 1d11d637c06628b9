import * as jose from 'jose';
import nodeJose from 'node-jose';
import type { Jwk } from '../../lib/jose/key';

/** One signer of a token in JSON: the key's `kid` goes into the header, which is protected as a whole or not at all. */
export type JsonSigner = { alg: string; jwk: Jwk; isProtected: boolean };

/** Another library that writes and reads JWS in JSON (RFC 7515 §7.2). */
export type JsonPeer = {
  name: string;
  speaks: RegExp;
  /** The general form. */
  signAll(payload: string, signers: readonly JsonSigner[]): Promise<object>;
  /** The flattened form. */
  signOne(payload: string, signer: JsonSigner): Promise<object>;
  /** The payload of a token of either form, of which the key must have made one signature. @throws when it has not */
  verify(token: object, alg: string, jwk: Jwk): Promise<string>;
};

const parts = ({ alg, jwk: { kid }, isProtected }: JsonSigner) =>
  isProtected ? [{ alg, kid }] : [undefined, { alg, kid }];

const ofJose: JsonPeer = {
  name: 'jose',
  speaks: /^((HS|RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/,
  async signAll(payload, signers) {
    const token = new jose.GeneralSign(new TextEncoder().encode(payload));
    for (const signer of signers) {
      const signature = token.addSignature(await jose.importJWK(signer.jwk as jose.JWK, signer.alg));
      const [safe, open] = parts(signer);
      if (safe) signature.setProtectedHeader(safe);
      if (open) signature.setUnprotectedHeader(open);
    }
    return token.sign();
  },
  async signOne(payload, signer) {
    const token = new jose.FlattenedSign(new TextEncoder().encode(payload));
    const [safe, open] = parts(signer);
    if (safe) token.setProtectedHeader(safe);
    if (open) token.setUnprotectedHeader(open);
    return token.sign(await jose.importJWK(signer.jwk as jose.JWK, signer.alg));
  },
  async verify(token, alg, jwk) {
    const key = await jose.importJWK(jwk as jose.JWK, alg);
    const { payload } =
      'signatures' in token
        ? await jose.generalVerify(token as jose.GeneralJWSInput, key)
        : await jose.flattenedVerify(token as jose.FlattenedJWSInput, key);
    return new TextDecoder().decode(payload);
  },
};

async function nodeJoseSigner({ alg, jwk, isProtected }: JsonSigner) {
  const key = await nodeJose.JWK.asKey(jwk);
  return { key, header: { alg, kid: jwk.kid }, protect: isProtected ? '*' : '' };
}

/** What the types of node-jose leave out: a signer with a header of its own. */
type Signers = Parameters<typeof nodeJose.JWS.createSign>[1];

const ofNodeJose: JsonPeer = {
  name: 'node-jose',
  speaks: /^(HS|RS|PS|ES)(256|384|512)$/,
  async signAll(payload, signers) {
    const all = (await Promise.all(signers.map(nodeJoseSigner))) as unknown as Signers;
    const options = { format: 'general', protect: '' } as unknown as nodeJose.JWS.SignOptions;
    return nodeJose.JWS.createSign(options, all).update(payload, 'utf8').final();
  },
  async signOne(payload, signer) {
    const one = (await nodeJoseSigner(signer)) as unknown as Signers;
    const options = { format: 'flattened', protect: '' } as unknown as nodeJose.JWS.SignOptions;
    return nodeJose.JWS.createSign(options, one).update(payload, 'utf8').final();
  },
  // Of a list of algorithms it asks that all signatures of the token be by one of them.
  async verify(token, _alg, jwk) {
    const verifier = nodeJose.JWS.createVerify(await nodeJose.JWK.asKey(jwk));
    // What it is given it changes: a flattened token becomes both forms at once.
    return (await verifier.verify(structuredClone(token) as unknown as string)).payload.toString('utf8');
  },
};

/** The libraries that tokens in JSON are exchanged with. */
export const jsonPeers: readonly JsonPeer[] = [ofJose, ofNodeJose];
