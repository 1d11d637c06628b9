import type { Expectations } from '../../checks/expectations';
import { findAlgorithm } from '../../registry/algorithms';
import type { Profile } from '../../registry/profiles';
import type { Demand, HashName } from './demand';

/** The hashes of an ID token (OpenID Connect Core 1.0 §3.1.3.6 and §3.3.2.11; FAPI 1.0 Advanced for `s_hash`). */
const hashes = [
  { claim: 'at_hash', argument: 'accessToken', optional: false },
  { claim: 'c_hash', argument: 'code', optional: false },
  // Asked for by nobody but FAPI.
  { claim: 's_hash', argument: 'state', optional: true },
] as const;

/** What ties an ID token to what came with it. The hash is that of its algorithm. */
export function planBindings(
  algorithms: readonly string[],
  expectations: Expectations,
  profile: Profile | undefined,
  notes: string[],
): Demand[] {
  const wanted = hashes.filter(({ argument }) => Boolean(expectations[argument]));
  if (wanted.length === 0 || profile?.id === 'dpop-proof') return [];
  const found = new Set(algorithms.map(hashOf));
  const [hash] = found;
  if (!hash) {
    const names = wanted.map(({ claim }) => `"${claim}"`).join(', ');
    notes.push(`No hash belongs to the algorithm, so that ${names} cannot be compared. That is missing.`);
    return [];
  }
  if (found.size > 1)
    notes.push(`The hashes are made with ${hash}; tokens of the other algorithms are made with another.`);
  return wanted.map((row): Demand => ({ kind: 'digest', ...row, hash, half: true }));
}

/** The hash of an algorithm is in its name; Ed25519 works with SHA-512 inside. */
function hashOf(name: string): HashName | undefined {
  return findAlgorithm(name)?.hash ?? (name === 'Ed25519' || name === 'EdDSA' ? 'SHA-512' : undefined);
}

/** What ties a DPoP proof to its request, its access token and its key (RFC 9449 §4.3). */
export function planRequest({ request }: Expectations, profile: Profile | undefined): Demand[] {
  if (!request || profile?.id !== 'dpop-proof') return [];
  const { method, url, nonce, accessToken, thumbprint } = request;
  const demands: Demand[] = [];
  if (method) demands.push({ kind: 'equal', claim: 'htm', value: method });
  if (url) {
    const address = addressOf(url);
    demands.push(
      address === undefined
        ? { kind: 'equal', claim: 'htu', value: url }
        : { kind: 'address', claim: 'htu', value: address },
    );
  }
  if (nonce) demands.push({ kind: 'equal', claim: 'nonce', value: nonce });
  if (accessToken) {
    demands.push({
      kind: 'digest',
      claim: 'ath',
      argument: 'accessToken',
      hash: 'SHA-256',
      half: false,
      optional: false,
    });
  }
  if (thumbprint) demands.push({ kind: 'thumbprint', value: thumbprint });
  return demands;
}

/** An address without query and fragment, as a URL is written; undefined for a text that is none. */
function addressOf(text: string): string | undefined {
  try {
    const url = new URL(text);
    url.search = '';
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}
