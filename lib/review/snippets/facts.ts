import { stringParameter } from '../../checks/parts';
import { detectProfile } from '../../checks/profile-detection';
import type { KeyReading, SecretEncoding } from '../../jose/key';
import type { Token } from '../../jose/token';
import { findAlgorithm } from '../../registry/algorithms';
import type { ProfileId } from '../../registry/profiles';

/** Where the verifier's key comes from: never the key itself. */
export type SnippetKey =
  /** A secret from the environment, as octets in this encoding. */
  | { kind: 'secret'; encoding: SecretEncoding }
  /** A PEM file. */
  | { kind: 'public-key' }
  /** The address of a key set. */
  | { kind: 'key-set' };

/** What the code has to know of the token besides the expectations. */
export type SnippetFacts = {
  form: Token['kind'];
  /** The `alg` values that the key is used with; those of the expectations come first. */
  algorithms: readonly string[];
  key: SnippetKey;
  /** The `typ` in the token's header. */
  typ?: string;
  /** The kind of token, where that is known better than by a guess. */
  profile?: ProfileId;
  /** An SD-JWT came with a key-binding JWT. */
  isBound?: boolean;
};

/**
 * The facts of a token and of the key that was given for it. `matched` is the encoding in which a secret verified. Without
 * a key it is the one that the algorithm asks for. Never throws.
 */
export function snippetFactsOf(token: Token, reading: KeyReading, matched?: SecretEncoding): SnippetFacts {
  const alg = stringParameter(token, 'alg');
  const row = findAlgorithm(alg);
  const found = detectProfile(token);
  return {
    form: token.kind,
    algorithms: row && row.family !== 'none' ? [row.name] : [],
    key: keyOf(reading, row?.family === 'hmac', matched),
    typ: stringParameter(token, 'typ'),
    profile: found && found.confidence !== 'guess' ? found.profile : undefined,
    isBound: token.kind === 'sd-jwt' && token.keyBinding !== undefined,
  };
}

function keyOf(reading: KeyReading, isHmac: boolean, matched: SecretEncoding | undefined): SnippetKey {
  if (reading.kind === 'key-set') return { kind: 'key-set' };
  if (reading.kind === 'secret') {
    return { kind: 'secret', encoding: matched ?? reading.readings[0]?.encoding ?? 'utf-8' };
  }
  // A secret as a JWK has its octets in base64url (RFC 7518 §6.4.1).
  if (reading.kind === 'key') {
    return reading.key.type === 'oct' ? { kind: 'secret', encoding: 'base64url' } : { kind: 'public-key' };
  }
  return isHmac ? { kind: 'secret', encoding: 'utf-8' } : { kind: 'public-key' };
}
