import type { Key } from '../jose/key';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { cut, keyEvidence, mostEvidence } from './evidence';
import { describeKey } from './keys';
import { cwe } from './references';

/**
 * A private key or a shared secret in a key set. Beside public keys it is critical: such a set is one for publishing. A set
 * of nothing else may be the signer's own, which is no mistake, and gets a medium severity.
 */
const privateKeyInJwks = {
  id: 'private-key-in-jwks',
  subject: 'key',
  severity: 'critical',
  title: 'Private key in a key set',
  why: 'Key sets are published, so that receivers can verify. Whoever reads a private key or a shared secret in one can sign tokens that all of them take for genuine.',
  fix: 'Publish the public halves alone. If this set was ever published, replace the private keys and secrets in it.',
  references: [rfc(7517, '9.2'), cwe(522)],
  find({ key }): Hit[] {
    if (key.kind !== 'key-set') return [];
    const secret = key.keys.filter(({ isPrivate }) => isPrivate);
    if (secret.length === 0) return [];
    const evidence = secret.slice(0, mostEvidence).map((one) => keyEvidence(describeKey(one)));
    if (secret.length === key.keys.length) {
      const message = 'Every key of the set is private or secret, so the set must never be published.';
      return [{ message, severity: 'medium', evidence }];
    }
    return [{ message: `${privateWords(secret)} beside public keys.`, evidence }];
  },
} as const satisfies Check;

function privateWords(keys: readonly Key[]): string {
  const secrets = keys.filter(({ type }) => type === 'oct').length;
  const pairs = keys.length - secrets;
  const words = [
    ...(pairs > 0 ? [`${pairs} private ${pairs === 1 ? 'key' : 'keys'}`] : []),
    ...(secrets > 0 ? [`${secrets} shared ${secrets === 1 ? 'secret' : 'secrets'}`] : []),
  ];
  return `The set holds ${words.join(' and ')}`;
}

/** Different keys by the `kid` they share; a key that is written twice shares it with itself alone. */
export function findSharedKids(keys: readonly Key[]): ReadonlyMap<string, readonly Key[]> {
  const byKid = new Map<string, Key[]>();
  for (const key of keys) {
    if (key.jwk.kid !== undefined) byKid.set(key.jwk.kid, [...(byKid.get(key.jwk.kid) ?? []), key]);
  }
  return new Map([...byKid].filter(([, { length }]) => length > 1));
}

/**
 * Two keys of a set with one `kid`. Rarely a false positive: the standard lets keys of different types share one if they are
 * equivalent alternatives, and readers that take the first will still be wrong half the time.
 */
const duplicateKid = {
  id: 'duplicate-kid',
  subject: 'key',
  severity: 'medium',
  title: 'Two keys with one kid',
  why: 'A token names its key by "kid". Where two keys bear it, some receivers try the first alone and refuse good tokens, some refuse the whole set.',
  fix: 'Give every key of the set its own "kid"; the thumbprint of the key is one.',
  references: [rfc(7517, '4.5'), rfc(7638, '1')],
  find({ key }): Hit[] {
    if (key.kind !== 'key-set') return [];
    return [...findSharedKids(key.keys)].slice(0, mostEvidence).map(([kid, keys]) => {
      const same = new Set(keys.map(({ thumbprint }) => thumbprint)).size === 1;
      const message = `${keys.length} keys of the set have the "kid" “${cut(kid)}”${same ? ', and they are one and the same key' : ''}.`;
      return { message, evidence: keys.slice(0, mostEvidence).map((one) => keyEvidence(describeKey(one))) };
    });
  },
} as const satisfies Check;

/** Checks of a key set as a whole. */
export const keySetChecks = [privateKeyInJwks, duplicateKid] as const;
