import { encodeUtf8 } from '../encoding/utf8';
import { concatOctets, done, type JweResult, type Octets, refuse } from './jwe-attempt';
import { montgomeryJwk, montgomerySecret } from './jwe-montgomery';
import type { Jwk } from './key';
import { ecCurves } from './key-types';
import { privateMembers, publicMembers } from './signature-engine';

/** WebCrypto's parameters of a curve: EC by its name, and X25519 an algorithm of its own. */
const algorithmOf = (crv = ''): EcKeyImportParams =>
  ecCurves.has(crv) ? { name: 'ECDH', namedCurve: crv } : { name: crv, namedCurve: '' };

/** Curves that WebCrypto has not, or turned out to lack here. */
const missing = new Set(['X448']);

const isMissing = (error: unknown): boolean => (error as DOMException | undefined)?.name === 'NotSupportedError';

/**
 * The secret that a private key and an ephemeral public key on the same curve share: Z of RFC 7518 §4.6.2. Never
 * throws: `unusable-key` is of the private key, `bad-parameter` of "epk".
 */
export async function agreeOnSecret(privateJwk: Jwk, epk: Jwk): Promise<JweResult<Octets>> {
  const { crv } = privateJwk;
  if (!missing.has(crv ?? '')) {
    const agreed = await agreeByWebCrypto(privateJwk, epk);
    if (agreed !== 'missing') return agreed;
    missing.add(crv ?? '');
  }
  if (ecCurves.has(crv ?? ''))
    return refuse('unsupported-alg', `Key agreement on ${crv} is not available in this browser.`);
  return montgomerySecret(privateJwk, epk).then(done, () => refuse('bad-parameter', weakPoint(crv)));
}

const weakPoint = (crv = ''): string => `"epk" in the header gives no secret on ${crv}: it is a point of small order.`;

async function agreeByWebCrypto(privateJwk: Jwk, epk: Jwk): Promise<JweResult<Octets> | 'missing'> {
  const { crv } = privateJwk;
  const algorithm = algorithmOf(crv);
  let ours: CryptoKey;
  try {
    ours = await crypto.subtle.importKey('jwk', privateMembers(privateJwk), algorithm, false, ['deriveBits']);
  } catch (error) {
    if (isMissing(error)) return 'missing';
    const hint = 'its point must lie on the curve, and the private part must belong to it';
    return refuse('unusable-key', `This key does not work for a key agreement on ${crv}: ${hint}.`);
  }
  let theirs: CryptoKey;
  try {
    theirs = await crypto.subtle.importKey('jwk', publicMembers(epk), algorithm, false, []);
  } catch {
    return refuse('bad-parameter', `"epk" in the header is no point of the curve ${crv}.`);
  }
  const octets = ecCurves.get(crv ?? '')?.octets ?? 32;
  return crypto.subtle.deriveBits({ name: algorithm.name, public: theirs }, ours, octets * 8).then(
    (secret) => done(new Uint8Array(secret)),
    () => refuse('bad-parameter', weakPoint(crv)),
  );
}

/** A new pair on a curve as its private JWK. @throws what WebCrypto or the library throws. */
export async function newAgreementKey(crv: string): Promise<Jwk> {
  if (!missing.has(crv)) {
    try {
      const pair = await crypto.subtle.generateKey(algorithmOf(crv), true, ['deriveBits']);
      const {
        ext: _ext,
        key_ops: _operations,
        ...jwk
      } = await crypto.subtle.exportKey('jwk', (pair as CryptoKeyPair).privateKey);
      return jwk as Jwk;
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.add(crv);
    }
  }
  return montgomeryJwk(crv);
}

/**
 * A key of `bits` bits out of the shared secret: the Concat KDF with SHA-256 of RFC 7518 §4.6.2. `algorithm` is `enc` for
 * ECDH-ES and `alg` for ECDH-ES with a key wrap; `apu` and `apv` are empty where the header has none.
 */
export async function deriveAgreedKey(
  secret: Octets,
  algorithm: string,
  bits: number,
  { apu, apv }: { apu: Octets; apv: Octets },
): Promise<Octets> {
  const info = concatOctets(withLength(encodeUtf8(algorithm)), withLength(apu), withLength(apv), uint32(bits));
  const rounds: Octets[] = [];
  for (let round = 1; (round - 1) * 256 < bits; round += 1) {
    rounds.push(new Uint8Array(await crypto.subtle.digest('SHA-256', concatOctets(uint32(round), secret, info))));
  }
  return concatOctets(...rounds).slice(0, bits / 8);
}

function uint32(value: number): Octets {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, value);
  return octets;
}

const withLength = (octets: Octets): Octets => concatOctets(uint32(octets.length), octets);
