import * as jose from 'jose';
import nodeJose from 'node-jose';
import type { Jwk } from '../../lib/jose/key';
import type { Serialization } from '../../lib/jose/token';

/** What to encrypt for: `isShared` leaves the parameters of the key outside the protected header, in JSON only. */
export type JweOrder = {
  form: Serialization;
  enc: string;
  recipients: readonly { alg: string; jwk: Jwk }[];
  isShared?: boolean;
  zip?: boolean;
  aad?: string;
};

/** Another library that encrypts and decrypts. Keys are JWKs, private ones to decrypt with. */
export type JwePeer = {
  name: string;
  /** The key management algorithms that it has, with its curves; the tests hold it to this both ways. */
  manages: RegExp;
  curves: RegExp;
  /** Those of which it only makes tokens. */
  cannotOpen?: RegExp;
  /** Pairs of `alg` and `enc` that it lacks, though it has both. */
  lacks?: RegExp;
  /** The text of a token. @throws when the library refuses */
  encrypt(plaintext: string, order: JweOrder): Promise<string>;
  decrypt(text: string, alg: string, jwk: Jwk): Promise<string>;
};

/** Parameters that the order puts beside the content's: what key it is for. */
const parametersOf = ({ alg, jwk: { kid } }: JweOrder['recipients'][number]) => ({ alg, ...(kid && { kid }) });

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A key pair's public half, which is what others encrypt to. */
const openHalf = ({ d, p, q, dp, dq, qi, ...open }: Jwk): Jwk => open;

/** Makes PBES2 quick: what it costs is not what is tested. */
const iterations = 1000;

const ofJose: JwePeer = {
  name: 'jose',
  manages: /^(dir|A(128|192|256)(GCM)?KW|RSA-OAEP(-(256|384|512))?|ECDH-ES(\+A(128|192|256)KW)?|PBES2-.*)$/,
  curves: /^(P-256|P-384|P-521|X25519)$/,
  async encrypt(plaintext, { form, enc, recipients, isShared, aad }) {
    const [first] = recipients as [JweOrder['recipients'][number]];
    const keyFor = ({ alg, jwk }: typeof first) => jose.importJWK(openHalf(jwk) as jose.JWK, alg);
    const isSlow = ({ alg }: typeof first) => /^PBES2/.test(alg);
    if (form === 'general') {
      const token = new jose.GeneralEncrypt(encode(plaintext)).setProtectedHeader({ enc });
      if (aad !== undefined) token.setAdditionalAuthenticatedData(encode(aad));
      for (const recipient of recipients) {
        const added = token.addRecipient(await keyFor(recipient)).setUnprotectedHeader(parametersOf(recipient));
        if (isSlow(recipient)) added.setKeyManagementParameters({ p2c: iterations });
      }
      return JSON.stringify(await token.encrypt());
    }
    const Encrypt = form === 'compact' ? jose.CompactEncrypt : jose.FlattenedEncrypt;
    const token = new Encrypt(encode(plaintext));
    token.setProtectedHeader((isShared ? { enc } : { ...parametersOf(first), enc }) as { alg: string; enc: string });
    if (isSlow(first)) token.setKeyManagementParameters({ p2c: iterations });
    if (token instanceof jose.FlattenedEncrypt) {
      if (isShared) token.setSharedUnprotectedHeader(parametersOf(first));
      if (aad !== undefined) token.setAdditionalAuthenticatedData(encode(aad));
    }
    const made = await token.encrypt(await keyFor(first));
    return typeof made === 'string' ? made : JSON.stringify(made);
  },
  async decrypt(text, alg, jwk) {
    const key = await jose.importJWK(jwk as jose.JWK, alg);
    const options = { keyManagementAlgorithms: [alg] };
    if (!text.startsWith('{')) return decode((await jose.compactDecrypt(text, key, options)).plaintext);
    const token = JSON.parse(text);
    const { plaintext } =
      'recipients' in token
        ? await jose.generalDecrypt(token, key, options)
        : await jose.flattenedDecrypt(token, key, options);
    return decode(plaintext);
  },
};

const ofNodeJose: JwePeer = {
  name: 'node-jose',
  manages: /^(dir|A(128|192|256)(GCM)?KW|RSA-OAEP(-256)?|RSA1_5|ECDH-ES(\+A(128|192|256)KW)?|PBES2-.*)$/,
  curves: /^(P-256|P-384|P-521)$/,
  // Node took the padding away from decryption (CVE-2023-46809), and the library has no other.
  cannotOpen: /^RSA1_5$/,
  // It derives no more octets than the key's own number has, and no key of that length for P-521 either.
  lacks: /^ECDH-ES A(192CBC-HS384|256CBC-HS512)$/,
  async encrypt(plaintext, { form, enc, recipients, isShared, zip, aad }) {
    const isAlone = recipients.length === 1;
    const options = {
      format: form,
      fields: { enc },
      zip: zip ?? false,
      protect: isAlone && !isShared ? '*' : ['enc'],
      ...(aad !== undefined && { aad }),
    };
    const all = await Promise.all(
      recipients.map(async (recipient) => ({
        key: await nodeJose.JWK.asKey(recipient.jwk),
        header: { ...parametersOf(recipient), ...(/^PBES2/.test(recipient.alg) && { p2c: iterations }) },
        reference: false,
      })),
    );
    const encryptor = nodeJose.JWE.createEncrypt(
      options as unknown as nodeJose.JWE.EncryptOptions,
      all as unknown as nodeJose.JWK.Key[],
    );
    const token: unknown = await encryptor.update(Buffer.from(plaintext)).final();
    return typeof token === 'string' ? token : JSON.stringify(token);
  },
  async decrypt(text, _alg, jwk) {
    const decryptor = nodeJose.JWE.createDecrypt(await nodeJose.JWK.asKey(jwk));
    const token = text.startsWith('{') ? JSON.parse(text) : text;
    return (await decryptor.decrypt(token)).plaintext.toString('utf8');
  },
};

/** The libraries that encrypted tokens are exchanged with. */
export const jwePeers: readonly JwePeer[] = [ofJose, ofNodeJose];
