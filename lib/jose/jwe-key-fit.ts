import type { KeyManagementAlgorithm } from '../registry/key-management';
import type { JweAlgorithms } from './jwe-header';
import type { Key } from './key';
import type { Misfit } from './key-fit';

/** What a key is wanted for. `curve` is that of the token's "epk", which the key must share. */
export type JweNeed = JweAlgorithms & { operation: 'decrypt' | 'encrypt'; curve?: string };

/**
 * How many octets a secret must have; undefined where it is a password of any length, and for keys that are no secrets.
 */
export function secretOctetsFor({ alg, enc }: JweAlgorithms): number | undefined {
  if (alg.family === 'dir') return enc.keyBits / 8;
  return alg.family === 'aes-kw' || alg.family === 'aes-gcm-kw' ? (alg.wrapBits ?? 0) / 8 : undefined;
}

/** "an RSA key", "a secret of 16 octets": what key management asks for, in words. */
export function neededJweKey(need: JweAlgorithms & { curve?: string }): string {
  const { family, curves = [] } = need.alg;
  if (family === 'rsa-oaep' || family === 'rsa-pkcs1') return 'an RSA key';
  if (family === 'pbes2') return 'a password';
  if (family !== 'ecdh-es') return `a secret of exactly ${secretOctetsFor(need)} octets`;
  return `a key on ${need.curve ?? `${curves.slice(0, -1).join(', ')} or ${curves.at(-1)}`}`;
}

/** `dir` says little of what a secret is for, so there the content encryption is named along with it. */
const nameOf = ({ alg, enc }: JweAlgorithms): string => (alg.family === 'dir' ? `dir with ${enc.name}` : alg.name);

/**
 * Whether a key may be used for a JWE; undefined when it may: its type, curve and length (RFC 7518 §4), then what the JWK
 * says of itself, `use`, `key_ops`, `alg` (RFC 7517 §4.2–4.4). A public key that is to decrypt is the caller's to refuse.
 */
export function findJweMisfit(need: JweNeed, key: Key): Misfit | undefined {
  return misfitOfType(need, key) ?? forbiddenUse(need, key);
}

function misfitOfType(need: JweNeed, { type, curve, bits, description }: Key): Misfit | undefined {
  const { keyTypes, curves } = need.alg;
  const octets = secretOctetsFor(need);
  const found = type === 'oct' ? `a secret of ${bits / 8}` : `an ${description}`;
  const isRight =
    keyTypes.some((name) => name === type) &&
    (!curves || curves.includes(curve ?? '')) &&
    (need.curve === undefined || need.curve === curve) &&
    (octets === undefined || bits === octets * 8);
  if (isRight) return undefined;
  const because = need.curve === undefined ? '' : ', as "epk" in the header says';
  return { code: 'wrong-key-type', reason: `${nameOf(need)} needs ${neededJweKey(need)}${because}; this is ${found}.` };
}

/** Values of `key_ops` by which a JWK allows each family of key management (RFC 7517 §4.3). */
const operations: Record<KeyManagementAlgorithm['family'], Record<JweNeed['operation'], readonly string[]>> = {
  dir: { decrypt: ['decrypt'], encrypt: ['encrypt'] },
  'aes-kw': { decrypt: ['unwrapKey', 'decrypt'], encrypt: ['wrapKey', 'encrypt'] },
  'aes-gcm-kw': { decrypt: ['unwrapKey', 'decrypt'], encrypt: ['wrapKey', 'encrypt'] },
  'rsa-oaep': { decrypt: ['unwrapKey', 'decrypt'], encrypt: ['wrapKey', 'encrypt'] },
  'rsa-pkcs1': { decrypt: ['unwrapKey', 'decrypt'], encrypt: ['wrapKey', 'encrypt'] },
  'ecdh-es': { decrypt: ['deriveKey', 'deriveBits'], encrypt: ['deriveKey', 'deriveBits'] },
  pbes2: { decrypt: ['deriveKey', 'deriveBits', 'unwrapKey'], encrypt: ['deriveKey', 'deriveBits', 'wrapKey'] },
};

function forbiddenUse(need: JweNeed, { jwk, type, isPrivate }: Key): Misfit | undefined {
  const { alg, enc, operation } = need;
  const misfit = (reason: string): Misfit => ({ code: 'key-forbids-use', reason });
  if (jwk.use !== undefined && jwk.use !== 'enc') {
    return misfit(`The key says "use": "${jwk.use}", so it is not for encryption.`);
  }
  const byFamily = operations[alg.family];
  // The public half of a private key encrypts what the private half may decrypt.
  const allowed = isPrivate && type !== 'oct' ? [...byFamily.decrypt, ...byFamily.encrypt] : byFamily[operation];
  // WebCrypto gives out public keys for agreements with an empty list; of a public key that is to decrypt, the caller says
  // what is missing: the private half.
  const isJudged = isPrivate || (operation === 'encrypt' && jwk.key_ops?.length !== 0);
  if (isJudged && jwk.key_ops && !jwk.key_ops.some((name) => allowed.includes(name))) {
    return misfit(`The key's "key_ops" does not list "${byFamily[operation][0]}".`);
  }
  // A secret that is the content key itself may name the algorithm that it is used with.
  const isNamed = jwk.alg === undefined || jwk.alg === alg.name || (alg.family === 'dir' && jwk.alg === enc.name);
  if (isNamed) return undefined;
  return misfit(
    `The key says "alg": "${jwk.alg}", but the token says "${alg.name}"${alg.family === 'dir' ? ` with "${enc.name}"` : ''}.`,
  );
}
