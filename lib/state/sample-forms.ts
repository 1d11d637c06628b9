import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { bindKey } from '../jose/bind-key';
import { publicJwk } from '../jose/jwk';
import { parseToken, withSigner } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { signJws } from '../jose/sign-jws';
import { findAlgorithm } from '../registry/algorithms';
import type { Sample } from './sample-choices';
import { claimsAt, encodeObject, keySet, kidOf, type SampleOrder, sampleKey, signSample } from './sample-parts';

/** RFC 7515 §7.2.2: one signature, as a JSON object. */
export async function flattenedJws(order: SampleOrder): Promise<Sample> {
  const { token, key, id } = await signSample(order, 'ES256', claimsAt(order.now));
  const [header, payload, signature] = token.split('.');
  return { id, token: JSON.stringify({ payload, protected: header, signature }, undefined, 2), key };
}

/** RFC 7515 §7.2.1: two signatures over one payload, each by an algorithm and a key of its own. */
export async function generalJws({ signal, id, now }: SampleOrder): Promise<Sample> {
  const algs = ['ES256', 'EdDSA'];
  const keys = await Promise.all(algs.map((alg) => sampleKey(signal, findAlgorithm(alg))));
  const key = keySet(keys);
  const reading = await readKey(key.text);
  // To begin with the signatures are only places for signatures.
  const empty = encodeObject({});
  const signatures = algs.map(() => ({ protected: empty, signature: '' }));
  let text = JSON.stringify({ payload: empty, signatures }, undefined, 2);
  const payload = JSON.stringify(claimsAt(now));
  for (const [index, alg] of algs.entries()) {
    const like = withSigner(parseToken(text), index);
    if (like.kind !== 'jws') throw new Error('The form of the token could not be made.');
    const header = JSON.stringify({ alg, ...(await kidOf(keys[index] ?? key)) });
    const made = await signJws(signal, { header, payload }, reading, { like });
    if (made.kind === 'cannot-sign') throw new Error(made.reason);
    text = made.token;
  }
  return { id, token: text, key };
}

/** RFC 7515 appendix F: the payload travels apart from the token. */
export async function detachedJws(order: SampleOrder): Promise<Sample> {
  const claims = claimsAt(order.now);
  const { token, ...sample } = await signSample(order, 'ES256', claims);
  const [header, , signature] = token.split('.');
  return { ...sample, token: `${header}..${signature}`, detachedPayload: JSON.stringify(claims) };
}

/** RFC 7797 §5.2: a payload that is signed and stands in the token as it is; it must have no period. */
export function unencodedJws(order: SampleOrder): Promise<Sample> {
  const order4711 = { order: 4711, cups: 3, currency: 'EUR', total: 24 };
  return signSample(order, 'HS256', order4711, { typ: undefined, b64: false, crit: ['b64'] });
}

/** RFC 9901 §4: two claims as salted disclosures, their digests in the JWT that the issuer signs; `more` are further claims. */
export async function sdJwt(order: SampleOrder, more: object = {}): Promise<Sample> {
  const disclosures = [
    ['given_name', 'Ada'],
    ['email', 'ada@shop.example'],
  ].map((claim) => encodeObject([encodeBase64url(crypto.getRandomValues(new Uint8Array(16))), ...claim]));
  const digests = await Promise.all(
    disclosures.map(async (text) => {
      const digest = await crypto.subtle.digest('SHA-256', encodeUtf8(text));
      return encodeBase64url(new Uint8Array(digest));
    }),
  );
  const { iss, sub, iat, exp } = claimsAt(order.now);
  const claims = { iss, sub, iat, exp, ...more, _sd: digests.sort(), _sd_alg: 'sha-256' };
  const signed = await signSample(order, 'ES256', claims, { typ: 'example+sd-jwt' });
  return { ...signed, token: `${signed.token}~${disclosures.join('~')}~` };
}

/** RFC 9901 §4.3: the holder of the key that the issuer names has signed the presentation for one verifier. */
export async function boundSdJwt(order: SampleOrder): Promise<Sample> {
  const { signal, now } = order;
  const holder = await readKey((await sampleKey(signal, findAlgorithm('ES256'))).text);
  if (holder.kind !== 'key') throw new Error('The holder’s key could not be made.');
  const { kty, crv, x, y } = publicJwk(holder.key.jwk);
  const { token, ...sample } = await sdJwt(order, { cnf: { jwk: { kty, crv, x, y } } });
  const nonce = encodeBase64url(crypto.getRandomValues(new Uint8Array(12)));
  const bound = await bindKey(signal, token, holder, { audience: 'https://door.shop.example', nonce, iat: now });
  if (bound.kind === 'cannot-bind') throw new Error(bound.reason);
  return { ...sample, token: bound.token };
}
