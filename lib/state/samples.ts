import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { readKey } from '../jose/read-key';
import { signJws } from '../jose/sign-jws';
import { findAlgorithm } from '../registry/algorithms';
import { keyFor } from './new-key';
import { FIRST_SAMPLE, type Sample } from './sample-choices';
import type { KeyInput } from './state';

type Made = Sample | { id: string; reason: string };

const NO_KEY: KeyInput = { text: '', encoding: 'detect', origin: 'sample' };
/** Makes a sample: claims of this moment (`now`, NumericDate seconds), signed with a key made on the spot. */
export async function makeSample(signal: AbortSignal, id: string, now: number): Promise<Made> {
  switch (id) {
    case 'shop':
      return FIRST_SAMPLE;
    case 'expired':
      return signed(signal, id, 'ES256', claimsAt(now - 7200));
    case 'weak-secret':
      return signed(signal, id, 'HS256', claimsAt(now), { text: 'secret', encoding: 'detect', origin: 'sample' });
    case 'unsecured':
      return { id, token: `${part({ alg: 'none', typ: 'JWT' })}.${part(claimsAt(now))}.`, key: NO_KEY };
    case 'encrypted':
      return encrypted(id, now);
    case 'sd-jwt':
      return selective(signal, id, now);
    default:
      return signed(signal, id, id, claimsAt(now));
  }
}

function claimsAt(issued: number) {
  return {
    iss: 'https://login.shop.example',
    sub: 'user-48211',
    aud: 'orders',
    permissions: ['cart:write', 'orders:read'],
    iat: issued,
    exp: issued + 900,
    jti: crypto.randomUUID(),
  };
}

async function signed(
  signal: AbortSignal,
  id: string,
  alg: string,
  claims: object,
  given?: KeyInput,
  typ = 'JWT',
): Promise<Made> {
  const row = findAlgorithm(alg);
  if (!row) return { id, reason: `${alg} is not known here.` };
  const made = given ? { kind: 'made' as const, key: given } : await keyFor(row, signal);
  if (made.kind === 'unsupported') return { id, reason: made.reason };
  const key: KeyInput = { ...made.key, origin: 'sample' };
  const reading = await readKey(key.text, { encoding: key.encoding });
  const kid = reading.kind === 'key' ? reading.key.jwk.kid : undefined;
  const header = { alg, typ, ...(kid === undefined ? {} : { kid }) };
  const parts = { header: JSON.stringify(header), payload: JSON.stringify(claims) };
  const outcome = await signJws(signal, parts, reading);
  return outcome.kind === 'cannot-sign' ? { id, reason: outcome.reason } : { id, token: outcome.token, key };
}

/** RFC 7516 with a key agreed beforehand: what is inside stays closed until there is decryption. */
async function encrypted(id: string, now: number): Promise<Made> {
  const { CompactEncrypt } = await import('jose');
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const token = await new CompactEncrypt(encodeUtf8(JSON.stringify(claimsAt(now))))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'JWT' })
    .encrypt(secret);
  return { id, token, key: { text: encodeBase64url(secret), encoding: 'base64url', origin: 'sample' } };
}

/** RFC 9901 §4: two claims as salted disclosures, their digests in the issuer-signed JWT. */
async function selective(signal: AbortSignal, id: string, now: number): Promise<Made> {
  const disclosures = [
    ['given_name', 'Ada'],
    ['email', 'ada@shop.example'],
  ].map((claim) => part([encodeBase64url(crypto.getRandomValues(new Uint8Array(16))), ...claim]));
  const digests = await Promise.all(
    disclosures.map(async (text) => {
      const digest = await crypto.subtle.digest('SHA-256', encodeUtf8(text));
      return encodeBase64url(new Uint8Array(digest));
    }),
  );
  const { iss, sub, iat, exp } = claimsAt(now);
  const made = await signed(
    signal,
    id,
    'ES256',
    { iss, sub, iat, exp, _sd: digests.sort(), _sd_alg: 'sha-256' },
    undefined,
    'example+sd-jwt',
  );
  return 'reason' in made ? made : { ...made, token: `${made.token}~${disclosures.join('~')}~` };
}

function part(value: object): string {
  return encodeBase64url(encodeUtf8(JSON.stringify(value)));
}
