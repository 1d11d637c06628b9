import { createHmac } from 'node:crypto';
import type { Random } from './random';

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');

/** The secret of the signed tokens, and the octets that it is. */
export const SECRET = 'a string secret at least 256 bits long';

/** JSON texts of headers and claims, sound and unsound, that mutation starts from. */
export const jsonTexts: readonly string[] = [
  '{"alg":"HS256","typ":"JWT"}',
  '{"alg":"HS256","kid":"a","crit":["exp"],"exp":1}',
  '{"alg":"HS256","b64":false,"crit":["b64"]}',
  '{ "typ" : "JWT",\r\n\t"alg" : "HS512" }',
  '{"alg":"RS256","jku":"https://a.example/k","x5c":["MIIB"],"jwk":{"kty":"oct","k":"AA"}}',
  '{"alg":"ES256K","alg":"none","x5t#S256":"AA","cty":"JWT"}',
  '{"alg":"none"}',
  '{"alg":"dir","enc":"A256GCM","zip":"DEF","p2c":1000,"epk":{"kty":"EC"}}',
  '{"sub":"1234567890","name":"Jörg 🦊","admin":true,"iat":1516239022}',
  '{"iss":"https://a.example","aud":["a","b"],"exp":1795194900,"nbf":-1,"iat":1e400,"jti":null}',
  '{"n":9007199254740993,"x":1.0,"x":-0,"y":1E-7,"__proto__":{"exp":1},"constructor":[[[]]]}',
  '{"_sd":["AAAA"],"_sd_alg":"sha-256","cnf":{"jwk":{}},"a":[{"...":"BBBB"}]}',
  '{"email":"ada@shop.example","phone_number":"+49 1","address":{"street":"x"},"exp":"1795194900"}',
  ' [1, "\\u0041\\ud83e\\udd8a\\ud800", {"a":{}}, [ ] ] ',
  '{\n  "scope": "a b",\n  "client_id": "c",\n  "act": {"sub": "x"}\n}',
  `${'['.repeat(50)}1${']'.repeat(50)}`,
  '""',
  'null',
  '-12.5e+3',
  'plain text, no JSON',
  '',
];

const disclosure = encode('["c2FsdA","given_name","Ada"]');

function sign(header: string, payload: string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const hash = header.includes('HS512') ? 'sha512' : 'sha256';
  return `${input}.${createHmac(hash, SECRET).update(input).digest('base64url')}`;
}

/** Every header with every payload, signed with SECRET; only for an HMAC header is that a proof. */
const signed: readonly string[] = jsonTexts
  .slice(0, 7)
  .flatMap((header) => jsonTexts.slice(8).map((payload) => sign(header, payload)));

/** SD-JWT, JWE, an unencoded payload, no signature, no third segment. */
const otherForms: readonly string[] = [
  `${sign(jsonTexts[0] as string, jsonTexts[11] as string)}~${disclosure}~`,
  `${sign(jsonTexts[0] as string, jsonTexts[11] as string)}~${disclosure}~${disclosure}~${sign('{"alg":"HS256","typ":"kb+jwt"}', '{}')}`,
  `${encode(jsonTexts[7] as string)}.${encode('key')}.${encode('vector')}.${encode('text')}.${encode('tag')}`,
  `${encode(jsonTexts[7] as string)}..AAAA.AAAA.AAAA`,
  `${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}.{"a":1}.AAAA`,
  `${encode('{"alg":"none"}')}.${encode('{"sub":"x"}')}.`,
  `${encode('{"alg":"HS256"}')}.${encode('{"sub":"x"}')}`,
];

/** The parts of a signed token as members of a JSON serialization. */
function members(token: string): { payload: string; protected: string; signature: string } {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return { payload, protected: header, signature };
}

const plain = members(sign(jsonTexts[0] as string, jsonTexts[8] as string));
const { payload: plainPayload, ...plainSigner } = plain;
const bare = '{"alg":"HS256","b64":false,"crit":["b64"]}';
const bareSignature = createHmac('sha256', SECRET)
  .update(`${encode(bare)}.{"a":1}`)
  .digest('base64url');
const outside = createHmac('sha256', SECRET).update(`.${plainPayload}`).digest('base64url');
const sdJwt = members(sign(jsonTexts[0] as string, jsonTexts[11] as string));
const jwe = { iv: 'AAAA', ciphertext: encode('text'), tag: encode('tag') };

/** Flattened and general JSON serialization: JWS, detached and unencoded, SD-JWT, JWE. */
const inJson: readonly string[] = [
  JSON.stringify(plain),
  JSON.stringify({ ...plain, header: { kid: 'a' } }, undefined, 2),
  JSON.stringify(plainSigner),
  JSON.stringify({ payload: plainPayload, header: { alg: 'HS256' }, signature: outside }),
  JSON.stringify({
    payload: plainPayload,
    signatures: [plainSigner, { header: { alg: 'HS256' }, signature: outside }],
  }),
  JSON.stringify({ payload: '{"a":1}', protected: encode(bare), signature: bareSignature }),
  JSON.stringify(plain).replace('"e', '"\\u0065'),
  JSON.stringify({ ...sdJwt, header: { disclosures: [disclosure], kb_jwt: sign('{"alg":"HS256"}', '{}') } }),
  JSON.stringify({ ...jwe, protected: encode(jsonTexts[7] as string), aad: 'AAAA' }),
  JSON.stringify({ ...jwe, unprotected: { enc: 'A256GCM' }, recipients: [{ header: { alg: 'dir' } }, {}] }),
];

/** Tokens of every form, the rare ones as often as the others. */
export const pickToken = (random: Random): string =>
  random.pick(random.oneIn(3) ? (random.oneIn(2) ? inJson : otherForms) : signed);

/** What a token comes in when it is pasted; the asterisk is its place. */
export const surroundings: readonly string[] = [
  'Authorization: Bearer *',
  'authorization: bearer\t*\r\n',
  'Cookie: a=b; session=*; Path=/',
  'https://a.example/cb#access_token=*&state=x',
  'https://a.example/?id_token=*%26',
  "curl -H 'Authorization: Bearer *' https://a.example",
  '{"access_token":"*","id_token":"*","expires_in":3600}',
  '"*"',
  '“*”',
  'first * then * and *',
  '> *\n> *',
];

const octets = (length: number, first: number) => encode(Uint8Array.from({ length }, (_, i) => (first + i * 7) & 0xff));

const jwks: readonly Record<string, unknown>[] = [
  { kty: 'oct', k: encode(SECRET) },
  { kty: 'RSA', n: octets(128, 0x81), e: 'AQAB', kid: 'r', use: 'sig' },
  { kty: 'EC', crv: 'P-256', x: octets(32, 1), y: octets(32, 2), d: octets(32, 3), alg: 'ES256' },
  { kty: 'EC', crv: 'secp256k1', x: octets(32, 4), y: octets(32, 5) },
  { kty: 'OKP', crv: 'Ed25519', x: octets(32, 6), key_ops: ['verify'] },
  { kty: 'OKP', crv: 'Ed448', x: octets(57, 7) },
  { kty: 'AKP', alg: 'ML-DSA-44', pub: octets(1312, 8) },
];

/** A structure that looks like a public key, so that a changed octet of it reaches the reader of DER. */
const spki = Buffer.from(
  `3059301306072a8648ce3d020106082a8648ce3d03010703420004${'1f'.repeat(32)}${'2e'.repeat(32)}`,
  'hex',
).toString('base64');

/** Key texts: JWK, JWK Set, PEM and secrets. The points are on no curve: reading does not ask. */
export const keyTexts: readonly string[] = [
  ...jwks.map((jwk) => JSON.stringify(jwk)),
  JSON.stringify({ keys: jwks }, undefined, 2),
  `-----BEGIN PUBLIC KEY-----\n${spki.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`,
  `-----BEGIN CERTIFICATE-----\n${spki}\n-----END CERTIFICATE-----\n`,
  `-----BEGIN PRIVATE KEY-----\\n${spki}\\n-----END PRIVATE KEY-----`,
  `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${spki}\n-----END RSA PRIVATE KEY-----`,
  SECRET,
  'c2VjcmV0',
  '00ff00ff',
];
