import { encodeUtf8 } from '../encoding/utf8';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import { concatOctets, type Octets } from './jwe-attempt';

/**
 * The key-wrapping key of a password: PBKDF2 with the salt of RFC 7518 §4.8.1.1, which is the `alg`, a zero octet and
 * `p2s`. Takes as long as the iterations do, and cannot be stopped.
 * @throws what WebCrypto throws.
 */
export async function derivePasswordKey(
  row: KeyManagementAlgorithm,
  password: Octets,
  p2s: Octets,
  iterations: number,
): Promise<Octets> {
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const salt = concatOctets(encodeUtf8(row.name), new Uint8Array(1), p2s);
  const parameters = { name: 'PBKDF2', hash: row.hash ?? 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, row.wrapBits ?? 128));
}

/** Long enough that starting up and the clock's coarseness do not count, in milliseconds. */
const LEAST_SAMPLE = 20;

/**
 * How many seconds so many iterations of a PBES2 algorithm would take on this device, from a run of a few. `now` is a
 * clock in milliseconds.
 * @throws the signal's reason when it is aborted.
 */
export async function iterationCost(
  signal: AbortSignal,
  row: KeyManagementAlgorithm,
  iterations: number,
  now: () => number = () => performance.now(),
): Promise<number> {
  for (let sample = 5_000; ; sample *= 4) {
    signal.throwIfAborted();
    const start = now();
    await derivePasswordKey(row, new Uint8Array(16), new Uint8Array(16), sample);
    const duration = now() - start;
    if (duration >= LEAST_SAMPLE || sample >= iterations) return ((duration / sample) * iterations) / 1000;
  }
}
