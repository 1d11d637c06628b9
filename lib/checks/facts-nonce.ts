import { withSigner } from '../jose/parse-token';
import { signingInputOf } from '../jose/signing-input';
import type { Token } from '../jose/token';
import { orderOf, toInteger } from './curve';
import { rowOf } from './parts';

/** What is kept of an ECDSA signature: its algorithm, its two numbers, and the digest of what was signed as a number. */
export type SignatureTrace = { alg: string; curve: string; r: bigint; s: bigint; digest: bigint };

/** Of a token with more signatures only so many are looked at. */
const mostSigners = 20;

/** A trace of each ECDSA signature of a token, of the length that it must have; none for any other token. Never throws. */
export async function traceSignatures(token: Token): Promise<readonly SignatureTrace[]> {
  if (token.kind !== 'jws' && token.kind !== 'sd-jwt') return [];
  const signers = token.signers.slice(0, mostSigners).map((_, index) => withSigner(token, index));
  const traces = await Promise.all(signers.map(traceSignature));
  return traces.filter((trace) => trace !== undefined);
}

async function traceSignature(token: Extract<Token, { kind: 'jws' | 'sd-jwt' }>): Promise<SignatureTrace | undefined> {
  const row = rowOf(token);
  const [curve] = row?.curves ?? [];
  const { bytes } = token.signature;
  if (row?.family !== 'ecdsa' || !row.hash || !curve || bytes.length !== row.signatureOctets) return undefined;
  const half = bytes.length / 2;
  const [r, s] = [toInteger(bytes.subarray(0, half)), toInteger(bytes.subarray(half))];
  const digest = new Uint8Array(await crypto.subtle.digest(row.hash, signingInputOf(token)));
  return { alg: row.name, curve, r, s, digest: toInteger(digest) };
}

/** What two traces must have in common to be worth a comparison. */
export function nonceMark({ alg, r }: SignatureTrace): string {
  return `${alg} ${r.toString(16)}`;
}

/**
 * Whether two signatures that have r in common were made by one key with one nonce, over different inputs. That is proved,
 * without the key: the nonce that would follow is reckoned, and must give that r (FIPS 186-5 §6.4). A token that was
 * altered, and a signature that was, have r in common with what they were made of, and no such nonce. Rejects when the
 * curve's code cannot be fetched.
 */
export async function shareNonce(one: SignatureTrace, other: SignatureTrace): Promise<boolean> {
  const order = orderOf(one.curve);
  if (order === undefined || one.curve !== other.curve || one.r !== other.r || one.r === 0n) return false;
  const mod = (number: bigint) => ((number % order) + order) % order;
  const difference = mod(one.digest - other.digest);
  if (difference === 0n) return false;
  // The negative of s is as good as s, so that the two may be added where they should be subtracted.
  const divisors = [mod(one.s - other.s), mod(one.s + other.s)];
  // The same s over another input is a copy: of the two one was altered.
  if (divisors.includes(0n)) return false;
  const curve = await loadCurve(one.curve);
  return divisors.some((divisor) => {
    const nonce = mod(difference * curve.Point.Fn.inv(divisor));
    return nonce !== 0n && mod(curve.Point.BASE.multiply(nonce).x) === one.r;
  });
}

type NobleCurve = typeof import('@noble/curves/nist.js')['p256'];

/** A curve by its JWK `crv`, one of those that `orderOf` knows. */
async function loadCurve(crv: string): Promise<NobleCurve> {
  if (crv === 'secp256k1') return (await import('@noble/curves/secp256k1.js')).secp256k1;
  const { p256, p384, p521 } = await import('@noble/curves/nist.js');
  return crv === 'P-256' ? p256 : crv === 'P-384' ? p384 : p521;
}
