import { type JweRefusal, type Octets, refuse } from './jwe-attempt';
import { type HeaderLookup, type JweAlgorithms, readJweAlgorithms, readJweKid } from './jwe-header';
import { type HeaderTexts, lookUpIn, placeParameter } from './jwe-header-texts';
import { chooseJweKeys } from './jwe-key-choice';
import type { KeyReading, SecretEncoding } from './key';
import type { Candidate } from './key-choice';
import { encryptKey } from './key-management';
import { findIterationExcess, mostIterations, readIterations, readParties } from './key-management-parameters';
import type { KeyUsed } from './verdict';

/** One content key for all recipients, each with its own copy of it, and the headers with what is new in them. */
export type EncryptedKeys = {
  enc: JweAlgorithms['enc'];
  contentKey: Octets;
  encryptedKeys: readonly Octets[];
  texts: HeaderTexts;
  used: KeyUsed;
};

/** See EncryptOptions. */
type Options = { encoding?: SecretEncoding; maxIterations?: number };
type Usable = Extract<KeyReading, { kind: 'secret' | 'key' | 'key-set' }>;

/**
 * A new content key, encrypted for every recipient (RFC 7516 §5.1, steps 1 to 8): with several, each must find a key of
 * its own among those given, or the reason names the first that does not.
 */
export async function encryptForAll(
  signal: AbortSignal,
  given: HeaderTexts,
  key: Usable,
  options: Options,
): Promise<EncryptedKeys | JweRefusal> {
  let texts = given;
  let made: Pick<EncryptedKeys, 'enc' | 'contentKey' | 'used'> | undefined;
  const encryptedKeys: Octets[] = [];
  const taken = new Set<string>();
  for (const recipient of given.own.keys()) {
    const one = await encryptFor(lookUpIn(texts, recipient), key, options, taken, made?.contentKey);
    signal.throwIfAborted();
    const wrong = 'kind' in one ? one : findClash(one.algorithms, made?.enc, given.own.length);
    if (wrong) return ofRecipient(wrong, recipient, given.own.length);
    if ('kind' in one) return one;
    for (const [name, literal] of one.parameters) {
      const placed = placeParameter(texts, recipient, name, literal);
      if ('kind' in placed) return ofRecipient(placed, recipient, given.own.length);
      texts = placed;
    }
    made ??= { enc: one.algorithms.enc, contentKey: one.contentKey, used: one.used };
    encryptedKeys.push(one.encryptedKey);
  }
  return made ? { ...made, encryptedKeys, texts } : refuse('malformed-token', 'The token has no recipient.');
}

function ofRecipient(refusal: JweRefusal, recipient: number, count: number): JweRefusal {
  return count === 1 ? refusal : { ...refusal, reason: `Recipient ${recipient + 1} of ${count}: ${refusal.reason}` };
}

/** All recipients share the content, so also "enc" (RFC 7516 §7.2.1), and no content key may come from one of them. */
function findClash({ alg, enc }: JweAlgorithms, first: JweAlgorithms['enc'] | undefined, count: number) {
  if (first && enc !== first)
    return refuse('bad-parameter', `"enc" is "${enc.name}", but the first one's "${first.name}".`);
  if (count === 1 || alg.hasEncryptedKey) return undefined;
  return refuse('bad-parameter', `"${alg.name}" is for one recipient only: its content key cannot be shared.`);
}

async function encryptFor(
  header: HeaderLookup,
  key: Usable,
  { encoding, maxIterations = mostIterations }: Options,
  taken: Set<string>,
  contentKey: Octets | undefined,
) {
  const algorithms = readJweAlgorithms(header);
  if ('kind' in algorithms) return algorithms;
  const parameters = readGiven(algorithms, header);
  if ('kind' in parameters) return parameters;
  const excess = findIterationExcess(parameters.p2c, maxIterations);
  if (excess) return excess;
  const choice = chooseJweKeys({ ...algorithms, operation: 'encrypt' }, key, readJweKid(header));
  if (choice.kind === 'no-candidate') return refuse(choice.code, choice.reason);
  const free = choice.candidates.filter((candidate) => !taken.has(identityOf(candidate)));
  const chosen = free.find(({ used }) => used.kind === 'secret' && used.encoding === encoding) ?? free[0];
  if (!chosen) return refuse('wrong-key-type', 'it has no key of its own; give a key set with one key for each.');
  taken.add(identityOf(chosen));
  const encrypted = await encryptKey(algorithms, parameters, chosen.jwk, contentKey);
  return encrypted.kind === 'refused' ? encrypted : { algorithms, used: chosen.used, ...encrypted.value };
}

const identityOf = ({ jwk, used }: Candidate): string =>
  used.kind === 'key' ? used.key.thumbprint : `secret ${jwk.k}`;

/** What a header may say beforehand: the parties of an agreement, and the iterations of PBES2. */
function readGiven({ alg }: JweAlgorithms, header: HeaderLookup) {
  const parties = alg.family === 'ecdh-es' ? readParties(header) : { apu: new Uint8Array(), apv: new Uint8Array() };
  if ('kind' in parties) return parties;
  const isCounted = alg.family === 'pbes2' && header('p2c') !== undefined;
  const p2c = isCounted ? readIterations(alg, header) : (alg.iterations ?? 0);
  return typeof p2c === 'object' ? p2c : { ...parties, p2c };
}
