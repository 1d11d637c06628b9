import { findKeyManagement } from '../registry/key-management';
import { FIRST_SAMPLE, type Sample } from './sample-choices';
import { compressedJwe, encryptClaims, encryptedWith, flattenedJwe, generalJwe, nestedJwt } from './sample-encryption';
import { boundSdJwt, detachedJws, flattenedJws, generalJws, sdJwt, unencodedJws } from './sample-forms';
import { claimsAt, encodeObject, type MadeSample, type SampleOrder, signSample } from './sample-parts';
import type { KeyInput } from './state';

const NO_KEY: KeyInput = { text: '', encoding: 'detect', origin: 'sample' };
const WEAK_KEY: KeyInput = { text: 'secret', encoding: 'detect', origin: 'sample' };

type Maker = (order: SampleOrder) => Promise<Sample> | Sample;

/** How each sample is made that is not simply one of an algorithm. */
const SPECIAL: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['shop', () => FIRST_SAMPLE],
  ['expired', (order) => signSample(order, 'ES256', claimsAt(order.now - 7200))],
  ['weak-secret', (order) => signSample(order, 'HS256', claimsAt(order.now), { key: WEAK_KEY })],
  ['unsecured', unsecured],
  ['encrypted', (order) => encryptClaims(order, 'dir', 'A256GCM')],
  ['jwe-flattened', flattenedJwe],
  ['jwe-general', generalJwe],
  ['jwe-compressed', compressedJwe],
  ['nested', nestedJwt],
  ['jws-flattened', flattenedJws],
  ['jws-general', generalJws],
  ['detached', detachedJws],
  ['unencoded', unencodedJws],
  ['sd-jwt', (order) => sdJwt(order)],
  ['sd-jwt-bound', boundSdJwt],
]);

/**
 * Makes a sample: claims of this moment (`now`, NumericDate seconds), signed or encrypted with a key made on the spot; or
 * the reason why this browser cannot.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function makeSample(signal: AbortSignal, id: string, now: number): Promise<MadeSample> {
  const order = { signal, id, now };
  const row = findKeyManagement(id);
  try {
    const special = SPECIAL.get(id);
    if (special) return await special(order);
    return row ? await encryptedWith(order, row) : await signSample(order, id, claimsAt(now));
  } catch (error) {
    signal.throwIfAborted();
    return { id, reason: error instanceof Error ? error.message : 'The sample could not be made.' };
  }
}

function unsecured({ id, now }: SampleOrder): Sample {
  return { id, token: `${encodeObject({ alg: 'none', typ: 'JWT' })}.${encodeObject(claimsAt(now))}.`, key: NO_KEY };
}
