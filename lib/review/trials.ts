import type { Jwk, KeyReading } from '../jose/key';
import { parseToken } from '../jose/parse-token';
import { verifySignature } from '../jose/signature';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { choiceFor, jwksOf, questionOf } from './patient';

/** The most signatures that one search verifies: on a slow phone a few seconds of RSA. */
const MOST_TRIALS = 400;
/** The most octets that they are over together: a long token is tried less often, so that the search still ends soon. */
const MOST_OCTETS = 8_000_000;
/** After so many milliseconds of work the page gets a turn: less than a frame. */
const TURN = 12;

type Octets = Uint8Array<ArrayBuffer>;

/** The verifications of one search, counted and bounded. Both give nothing once {@link Trials.isSpent}. */
export type Trials = {
  /** The first key that made the signature over the octets. @throws the signal's reason when it is aborted. */
  findKey(row: SignatureAlgorithm, jwks: readonly Jwk[], data: Octets, signature: Octets): Promise<Jwk | undefined>;
  /** Whether a token text is whole and verifies with a key. @throws the signal's reason when it is aborted. */
  isValid(text: string, key: KeyReading): Promise<boolean>;
  readonly isSpent: boolean;
};

/** The trials of one search. */
export function createTrials(signal: AbortSignal): Trials {
  let count = 0;
  let octets = 0;
  const isSpent = () => count >= MOST_TRIALS || octets >= MOST_OCTETS;
  let began = performance.now();
  const findKey: Trials['findKey'] = async (row, jwks, data, signature) => {
    for (const jwk of jwks) {
      if (isSpent()) return undefined;
      count += 1;
      octets += data.length;
      if (performance.now() - began > TURN) {
        await new Promise((resolve) => setTimeout(resolve));
        began = performance.now();
      }
      signal.throwIfAborted();
      const attempt = await verifySignature(row, jwk, data, signature);
      signal.throwIfAborted();
      if (attempt.kind === 'done' && attempt.value) return jwk;
    }
    return undefined;
  };
  return {
    findKey,
    async isValid(text, key) {
      if (isSpent()) return false;
      const token = parseToken(text);
      const question = questionOf(token);
      if (!question) return false;
      const { row, data, signature } = question;
      return (await findKey(row, jwksOf(choiceFor(token, key)), data, signature.bytes)) !== undefined;
    },
    get isSpent() {
      return isSpent();
    },
  };
}
