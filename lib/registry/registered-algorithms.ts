import { algorithms } from './algorithms';

/**
 * Names of the IANA registry "JSON Web Signature and Encryption Algorithms" that are not signature algorithms of our
 * table: `alg` and `enc` of JWE, and those registered for WebCrypto's sake and prohibited in JOSE (RFC 7518 §7.1,
 * RFC 8037 §5, the Web Cryptography API).
 */
const otherNames = [
  ...['RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'],
  ...['A128KW', 'A192KW', 'A256KW', 'dir', 'A128GCMKW', 'A192GCMKW', 'A256GCMKW'],
  ...['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'],
  ...['PBES2-HS256+A128KW', 'PBES2-HS384+A192KW', 'PBES2-HS512+A256KW'],
  ...['A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512', 'A128GCM', 'A192GCM', 'A256GCM'],
  ...['RS1', 'HS1', 'A128CBC', 'A192CBC', 'A256CBC', 'A128CTR', 'A192CTR', 'A256CTR'],
];

const registered: ReadonlySet<unknown> = new Set([...algorithms.map((row) => row.name), ...otherNames]);

/** Letters and digits alone: what is left when case, blanks, NUL and punctuation do not count. */
const skeleton = (name: string): string => name.replace(/[^0-9A-Za-z]/g, '').toLowerCase();

const bySkeleton: ReadonlyMap<string, string> = new Map(
  [...registered].map((name) => [skeleton(String(name)), String(name)]),
);

/** Whether the IANA registry has this `alg` or `enc` value, spelt exactly; JWE's names are known too. */
export const isRegisteredAlgorithm = (name: unknown): boolean => registered.has(name);

/**
 * The registered name that a value was meant to be: equal but for case, blanks, NUL and punctuation ("hs256", "HS-256",
 * "None "). Undefined when it is spelt right, or like none. It only ever explains: such a name is never taken as the
 * right one.
 */
export function meantAlgorithm(name: string): string | undefined {
  if (name.length > 64 || registered.has(name)) return undefined;
  return bySkeleton.get(skeleton(name));
}
