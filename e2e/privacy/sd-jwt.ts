import { createHash, type KeyObject } from 'node:crypto';
import { encode, jwkOf, makeToken, publicHalf } from '../tokens';

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** A token with two disclosures whose texts come from `text`, and its presentation by the holder (RFC 9901 §4). */
export function sdJwt(issuer: KeyObject, holder: KeyObject, text: (place: string) => string) {
  const name = encode([text('salt'), 'given_name', text('disclosed')]);
  const item = encode([text('salt-of-an-item'), text('disclosed-item')]);
  const claims = {
    iss: 'https://issuer.example',
    items: ['a', { '...': digestOf(item) }],
    _sd: [digestOf(name)],
    cnf: { jwk: jwkOf(publicHalf(holder)) },
  };
  const token = `${makeToken({ alg: 'ES256', typ: 'example+sd-jwt' }, claims, issuer)}~${name}~${item}~`;
  const proof = { iat: 1_700_000_000, aud: text('audience'), nonce: text('nonce'), sd_hash: digestOf(token) };
  return { token, presentation: token + makeToken({ alg: 'ES256', typ: 'kb+jwt' }, proof, holder) };
}
