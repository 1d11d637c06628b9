import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import type { Jwk } from '../jose/key';
import { toInteger } from './curve';

/**
 * A key of the examples with the algorithm that it signs with: its private JWK, and the text that goes into the key field.
 * All of them were made for this page, are public, and are of no other use.
 */
export type ExampleKey = { alg: string; jwk: Jwk; text: string };

const privateMembers: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'priv']);

/** The public half of a JWK (RFC 7517 §9.2 says why), with these members besides. */
export function publicHalf(jwk: Jwk, members: Partial<Jwk> = {}): Jwk {
  const open = Object.entries(jwk).filter(([name]) => !privateMembers.has(name));
  return { ...(Object.fromEntries(open) as Jwk), ...members };
}

/** JWKs as the text of a key, or of a key set where there are several. */
export function keyText(...jwks: Jwk[]): string {
  return JSON.stringify(jwks.length === 1 ? jwks[0] : { keys: jwks }, undefined, 2);
}

function pair(alg: string, jwk: Jwk): ExampleKey {
  return { alg, jwk, text: keyText(publicHalf(jwk, { alg, use: 'sig' })) };
}

function octets(number: bigint): string {
  const length = Math.ceil(number.toString(16).length / 2);
  const bytes = Uint8Array.from({ length }, (_, at) => Number((number >> BigInt(8 * (length - 1 - at))) & 0xffn));
  return encodeBase64url(bytes);
}

function inverse(number: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return ((x % modulus) + modulus) % modulus;
}

/** An RSA key of two primes in base64url (RFC 7518 §6.3.2). */
function rsa(first: string, second: string, exponent = 65_537n, alg = 'RS256'): ExampleKey {
  const [p, q] = [first, second].map((text) => toInteger(decodeBase64url(text).bytes)) as [bigint, bigint];
  const d = inverse(exponent, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: exponent, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const members = Object.entries(numbers).map(([name, number]) => [name, octets(number)] as const);
  return pair(alg, { kty: 'RSA', ...Object.fromEntries(members) });
}

/** The examples' own key, with which all of them are signed that need no other. */
export const ed25519: ExampleKey = pair('Ed25519', {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'y8WO4NUPeGmObVv7zJJHXNMoMINvbm4mH7gLLRWYfzM',
  d: 'AQTFFt1cqD0JGdm0DUOPPLupfdofacqkf1JWKYBQRMc',
});

export const p256: ExampleKey = pair('ES256', {
  kty: 'EC',
  crv: 'P-256',
  x: 'AFFVw5wh4ce9yMBrSgfYq-rdOELWAc8p5ZDZqzQNAvU',
  y: '647Hlam2Uj1P5ZFpsnUvu6tKqRS3n6FtnsJ1wbsbcPQ',
  d: 'gtWHr94wMHRhzlyYZb1aKoDpBHNhbZA5WA3gJUDv0JQ',
});

export const secp256k1: ExampleKey = pair('ES256K', {
  kty: 'EC',
  crv: 'secp256k1',
  x: 'ahmaazZok7poPAbUL5JJXPOMefU7cG0DM7Y7wVqPl9U',
  y: 'GMSA7A9oixd26aUok1jcCm4OztAioLcYNrWdS5xzIyM',
  d: '2lNKX0ataIH5Bl4TdUXV5Mqo_SVP_BMmCHlaHiFfkCM',
});

const prime =
  '7uU-eivHxOo96Z1aF3yiK2UXXVKJ0HcGAMHUULtOBCsEYOqoj1Mt9gIRmGi48dqCC_u28KpxdsNStQL_OPq7abQ5O3uosGtNSbB1PYF21ONr6SnE1C2jmHb_XJGxFj37pwGWSceHfUAAKujW0eVEuqaN09b0OINnTy-Q-cuPiPE';
const otherPrime =
  'wcujulgQyEKF23uLimofH2zdN0FK1aZAKkqTue6Z4jYNQ0GsHBpUguuv78rxnTgR_7OxrTRnc1g1ZG-HyXv_xsSLByl_CKxf6kCd7GLYo-W7tMEk9HvX5lAPAWnuXfY5qhZelHHp7LNu7Pxe2q2xv7CYdXa1h1u0PhRWbVF7IW8';

/** A sound RSA key. */
export const rsa2048: ExampleKey = rsa(prime, otherPrime);
/** Of the same prime as the sound one, and another. */
export const rsaOfSharedPrime: ExampleKey = rsa(
  prime,
  '-d4JkHXaNpzPb71dkTxItkdrerHCjlcifrByT6Fztvwa--Ck6ear1TVwTWNSIc6J1iqLOIAOhb18VVuO6sZBMgGZv6KjzVQspfTa4wLzT9sGKh6QacZQcE7WUTsIrEyHh3NY2o8_kb92EHetMYBwgLjroWpJwNUOse2DVc--2aM',
);
/** Of a prime and the next one, which Fermat's way finds at once. */
export const rsaOfClosePrimes: ExampleKey = rsa(
  prime,
  '7uU-eivHxOo96Z1aF3yiK2UXXVKJ0HcGAMHUULtOBCsEYOqoj1Mt9gIRmGi48dqCC_u28KpxdsNStQL_OPq7abQ5O3uosGtNSbB1PYF21ONr6SnE1C2jmHb_XJGxFj37pwGWSceHfUAAKujW0eVEuqaN09b0OINnTy-Q-cuPjVM',
);
export const rsa1024: ExampleKey = rsa(
  '3s9hn8s0SQ_XTvPRmzN5jujCb0oqz18Brq0G9gltkDGD_eff7a-PFcB7vCWd8MNpdAvznNsD182NUiyrE7Zkzw',
  '6rI2k444CFOdFQLLc97YGNFhHsRSiVXPUPpPPJ0_D2JiZ5-fwuHFcCexsTARe8CM3MJ2jRr3VtE2ljKOpdaWDw',
);
/** Of the exponent 3. */
export const rsaOfExponent3: ExampleKey = rsa(
  '-Xjl5uyR-ru12OwwEJqNYpy5etQHZP387RcaCWgxJeizWeOm3xHgwFxi9wjmGAar_3G_Q_BfoDoAEPE5TBIqYGhujySB3m2JfE85L9qKq8Npt7q63vQV_fME26L4byVoWFNPBOYUg1T0aMz7vkk5MSo-dK2V0l6mwYwSsapNZXM',
  '63bJ9nLGw4d59h5ysNM7xZTReWBvp47HhGopx-7QnOJAIWbgDanqhLMeUOBOl01uT5il7rnuai8hbOZSI7wIHK_tsPbHs1ceM5S8KJNUTyQDQgwCLsSoVfwlsRHaK0LjaimdDEFyCiKd5yWf0SCNiHpsCRCAKIUzQY126nS_jG8',
  3n,
);

/** A secret as a key, to be typed as it is. */
export function secretKey(text: string, alg = 'HS256'): ExampleKey {
  return { alg, jwk: { kty: 'oct', k: encodeBase64url(encodeUtf8(text)) }, text };
}

/** A secret with nothing to say against it. */
export const goodSecret = secretKey('StbdmwAcFGDV9wMzF1SiEGaOhqdD1_WpwC_ZE_UN_-VGe9gD');
