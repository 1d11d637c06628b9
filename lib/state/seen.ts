import type { Factoring } from '../checks/fact';
import { nonceMark, type SignatureTrace, shareNonce } from '../checks/facts-nonce';
import { rsaNumber } from '../checks/rsa-number';
import type { Key } from '../jose/key';

/** Signatures and keys that are remembered, of each so many; the oldest go first. */
const MOST = 5_000;
/** Signatures with the same r that are remembered: more of them prove no more. */
const MOST_ALIKE = 20;
/** Sizes of a modulus, in hexadecimal digits, that are searched: below 512 bits the size is the finding, no key has 16,384. */
const [LEAST_DIGITS, MOST_DIGITS] = [128, 4_096];

/** What is remembered of an RSA key: its public numbers and its words. `searched` once it was tried to take it apart. */
export type SeenKey = {
  key: Key;
  modulus: string;
  searched: boolean;
  how: Factoring | undefined;
  /** Moduli with which it shares a prime. */
  partners: Set<string>;
};

/** What was seen in this tab. It is in memory only, is written nowhere, and goes with the tab. */
export type Seen = {
  /** Remembers a signature, and counts those before it that the same key made with the same nonce. */
  countAlike(trace: SignatureTrace): Promise<number>;
  /** Remembers RSA keys by their moduli, in hexadecimal; others are left out. */
  see(keys: readonly Key[]): readonly SeenKey[];
  find(modulus: string): SeenKey | undefined;
  /** All moduli, the oldest first. */
  moduli(): readonly string[];
};

/** A memory with nothing in it. */
export function createSeen(): Seen {
  const signatures = new Map<string, SignatureTrace[]>();
  const keys = new Map<string, SeenKey>();

  function keep<Value>(map: Map<string, Value>, name: string, value: Value): Value {
    const [oldest] = map.size >= MOST ? map.keys() : [];
    if (oldest !== undefined) map.delete(oldest);
    map.set(name, value);
    return value;
  }

  return {
    async countAlike(trace) {
      const mark = nonceMark(trace);
      const alike = signatures.get(mark) ?? keep(signatures, mark, []);
      const others = alike.filter(({ digest }) => digest !== trace.digest);
      const isNew = !alike.some(({ digest, s }) => digest === trace.digest && s === trace.s);
      if (isNew && alike.length < MOST_ALIKE) alike.push(trace);
      const shared = await Promise.all(others.map((other) => shareNonce(trace, other)));
      return new Set(others.filter((_, index) => shared[index]).map(({ digest }) => digest)).size;
    },
    see(given) {
      return given.flatMap((key) => {
        const modulus = modulusOf(key);
        if (modulus === undefined) return [];
        const fresh = { key: publicPart(key), modulus, searched: false, how: undefined, partners: new Set<string>() };
        return [keys.get(modulus) ?? keep(keys, modulus, fresh)];
      });
    },
    find: (modulus) => keys.get(modulus),
    moduli: () => [...keys.keys()],
  };
}

/** The modulus of a key in hexadecimal, without a leading zero; undefined where it is no RSA key of a size to be searched. */
export function modulusOf(key: Key): string | undefined {
  const digits = rsaNumber(key, 'n')?.toString(16) ?? '';
  return digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS ? undefined : digits;
}

/** Nothing of a private key is remembered. */
function publicPart(key: Key): Key {
  const { kty, kid, n, e } = key.jwk;
  const description = key.description.replace('private', 'public');
  return { ...key, description, isPrivate: false, jwk: { kty, n, e, ...(kid !== undefined && { kid }) } };
}
