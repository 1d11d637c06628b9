import { createHash, generateKeyPairSync } from 'node:crypto';
import { certificate, encode, hs256, makeToken } from '../tokens';
import { objectText, SECRET } from './entry';

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** A place of a token, and a token that has a text there. */
export type Place = { readonly name: string; token(text: string): string };

type Member = readonly [name: string, value: unknown];

/** A signed token with one more header parameter, which may stand in for one of its own. */
function withParameter(name: string, value: unknown): string {
  const own: Member[] = [
    ['alg', 'HS256'],
    ['typ', 'JWT'],
  ];
  return makeToken(
    objectText([...own.filter(([one]) => one !== name), [name, value]]),
    '{"sub":"ada"}',
    SECRET,
    'HS256',
  );
}

const withClaims = (...members: Member[]) => hs256(objectText([['sub', 'ada'], ...members]), SECRET);
const parameter = (name: string, value: (text: string) => unknown = (text) => text): Place => ({
  name: `"${name}" of the header`,
  token: (text) => withParameter(name, value(text)),
});
const claim = (name: string, value: (text: string) => unknown = (text) => text): Place => ({
  name: `the claim "${name}"`,
  token: (text) => withClaims([name, value(text)]),
});

const header: readonly Place[] = [
  parameter('alg'),
  parameter('kid'),
  parameter('typ'),
  parameter('cty'),
  parameter('jku'),
  parameter('x5u'),
  parameter('x5t'),
  parameter('x5c', (text) => [text]),
  {
    name: 'a certificate of the header',
    token(text) {
      const chain = [certificate(key, text.slice(0, 100)).replaceAll(/-----.*?-----|\s/g, '')];
      return makeToken({ alg: 'ES256', x5c: chain }, { sub: 'ada' }, key);
    },
  },
  parameter('crit', (text) => [text, 'exp']),
  parameter('jwk', (text) => ({ kty: 'oct', kid: text, k: 'AA', use: text })),
  parameter('epk', (text) => ({ kty: 'EC', crv: text, x: text, y: 'AA' })),
  parameter('zip'),
  parameter('b64'),
  { name: 'the name of a header parameter', token: (text) => withParameter(text, { [text]: text }) },
];

const payload: readonly Place[] = [
  claim('iss'),
  claim('sub'),
  claim('aud', (text) => [text, 'orders']),
  claim('jti'),
  claim('exp'),
  claim('iat', (text) => [text]),
  claim('scope', (text) => `openid ${text}`),
  claim('email'),
  claim('picture'),
  claim('roles', (text) => [[text], { [text]: text }]),
  claim('cnf', (text) => ({ kid: text, jkt: text, jwk: { kty: text } })),
  claim('events', (text) => ({ [text]: {}, 'http://schemas.openid.net/event/backchannel-logout': text })),
  claim('vct'),
  { name: 'the name of a claim', token: (text) => withClaims([text, text], [text, 1]) },
  {
    name: 'a name within a claim',
    token: (text) => hs256(`{"address":{"street":${objectText([[text, { [text]: [text] }]])}}}`, SECRET),
  },
  { name: 'a payload that is no JSON', token: (text) => hs256(`no JSON: ${text}`, SECRET) },
  { name: 'a payload that breaks off', token: (text) => hs256(`{"sub":${JSON.stringify(text)},"a":"${text}`, SECRET) },
];

const around: readonly Place[] = [
  { name: 'the signature', token: (text) => `${encode('{"alg":"HS256"}')}.${encode('{"sub":"ada"}')}.${text}` },
  {
    name: 'a segment too many',
    token: (text) => `${hs256({ sub: 'ada' }, SECRET)}.${encode(text)}`,
  },
  {
    name: 'octets of the signature',
    token: (text) => `${encode('{"alg":"ES256"}')}.${encode('{"sub":"ada"}')}.${encode(text || 'nothing')}`,
  },
  { name: 'a text without a token', token: (text) => `Look: ${text} {"a": ${JSON.stringify(text)}}` },
  {
    name: 'a text around a token',
    token: (text) => `${text}\n"${text}": Authorization: Bearer ${hs256({ sub: 'ada' }, SECRET)}\n${text}`,
  },
  {
    name: 'the name of a cookie',
    token: (text) => `curl https://shop.example -H 'Cookie: ${text}=${hs256({ sub: 'ada' }, SECRET)}; ${text}=1'`,
  },
  {
    name: 'the members of a recorded request',
    token(text) {
      const headers = ['ada', 'bob'].map((sub) => ({ name: text, value: `Bearer ${hs256({ sub }, SECRET)}` }));
      return JSON.stringify({ log: { creator: { name: text }, entries: [{ request: { url: text, headers } }] } });
    },
  },
];

const [first = '', second = '', third = ''] = hs256({ sub: 'ada' }, SECRET).split('.');

const inJson: readonly Place[] = [
  {
    name: 'the unprotected header',
    token: (text) =>
      JSON.stringify({ payload: second, protected: first, header: { kid: text, [text]: text }, signature: third }),
  },
  {
    name: 'a member that is not of the serialization',
    token: (text) =>
      `{"payload":"${second}","protected":"${first}","signature":"${third}",${objectText([[text, text]]).slice(1)}`,
  },
  {
    name: 'one signer of two',
    token: (text) =>
      JSON.stringify({
        payload: second,
        signatures: [
          { protected: first, signature: third },
          { protected: encode({ alg: 'ES256', kid: text }), header: { [`x${text}`]: text }, signature: encode(text) },
        ],
      }),
  },
];

const jwe = (members: object) => encode({ alg: 'dir', enc: 'A256GCM', ...members });
const rest = `${encode('twelve-bytes')}.${encode('the ciphertext')}.${encode('sixteen octets!!')}`;

const encrypted: readonly Place[] = [
  { name: '"enc" of an encrypted token', token: (text) => `${jwe({ enc: text })}..${rest}` },
  {
    name: '"apu" and "p2s" of an encrypted token',
    token: (text) => `${jwe({ apu: text, p2s: text, p2c: text })}..${rest}`,
  },
  {
    name: 'a recipient of an encrypted token',
    token(text) {
      const [iv, ciphertext, tag] = rest.split('.');
      const recipients = [
        { header: { alg: text, kid: text }, encrypted_key: encode(text) },
        { header: { alg: 'A128KW' } },
      ];
      return JSON.stringify({
        protected: encode({ enc: 'A256GCM' }),
        aad: encode(text),
        iv,
        ciphertext,
        tag,
        recipients,
      });
    },
  },
];

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** An SD-JWT whose issuer names the digest of this disclosure. */
function disclosing(disclosure: string, claims: object = {}, tail = ''): string {
  const token = hs256(
    { iss: 'https://issuer.example', _sd: [digestOf(disclosure)], _sd_alg: 'sha-256', ...claims },
    SECRET,
  );
  return `${token}~${disclosure}~${tail}`;
}

const disclosed: readonly Place[] = [
  { name: 'the name of a disclosure', token: (text) => disclosing(encode(JSON.stringify(['salt', text, 'value']))) },
  {
    name: 'the value of a disclosure',
    token: (text) => disclosing(encode(JSON.stringify(['salt', 'name', { [text]: text }]))),
  },
  { name: 'the salt of a disclosure', token: (text) => disclosing(encode(JSON.stringify([text, 'name', 'value']))) },
  { name: 'a disclosure that is none', token: (text) => disclosing(encode(text || 'nothing'), { _sd_alg: text }) },
  {
    name: 'the key binding of a disclosure',
    token: (text) =>
      disclosing(
        encode(['salt', 'name', 1]),
        {},
        makeToken({ alg: 'HS256', typ: 'kb+jwt' }, { nonce: text, aud: text }, SECRET),
      ),
  },
];

const nested: readonly Place[] = [
  {
    name: 'a token within a token',
    token: (text) =>
      makeToken({ alg: 'HS256', cty: 'JWT' }, hs256({ sub: text, [text]: 1 }, SECRET, { kid: text }), SECRET),
  },
];

/** Every place that a token has for a text. */
export const tokenPlaces: readonly Place[] = [
  ...header,
  ...payload,
  ...around,
  ...inJson,
  ...encrypted,
  ...disclosed,
  ...nested,
];
