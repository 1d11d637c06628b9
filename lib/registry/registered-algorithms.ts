import { algorithms } from './algorithms';
import { contentEncryptionAlgorithms } from './content-encryption';
import { keyManagementAlgorithms } from './key-management';

/** Registered for WebCrypto's sake and prohibited in JOSE (RFC 7518 §7.1, the Web Cryptography API). */
const prohibitedNames = ['RS1', 'HS1', 'A128CBC', 'A192CBC', 'A256CBC', 'A128CTR', 'A192CTR', 'A256CTR'];

const registered: ReadonlySet<unknown> = new Set([
  ...[...algorithms, ...keyManagementAlgorithms, ...contentEncryptionAlgorithms].map((row) => row.name),
  ...prohibitedNames,
]);

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
