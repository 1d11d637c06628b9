import { encodeUtf8 } from '../encoding/utf8';
import { findWrongLength, openContent } from './content-encryption';
import type { Decryption, DecryptOptions } from './decryption';
import { inflate } from './inflate';
import { type JweAttempt, type JweRefusal, type Octets, refuse } from './jwe-attempt';
import {
  findJweCritProblem,
  type HeaderLookup,
  type JweAlgorithms,
  readCompression,
  readJweAlgorithms,
  readJweKid,
} from './jwe-header';
import { chooseJweKeys } from './jwe-key-choice';
import type { KeyReading } from './key';
import type { Candidate } from './key-choice';
import { decryptKey, findWrongEncryptedKey } from './key-management';
import {
  findIterationExcess,
  type KeyParameters,
  mostIterations,
  readKeyParameters,
} from './key-management-parameters';
import { findObstacle, headerValue, withRecipient } from './parse-token';
import type { JweToken, Token } from './token';
import type { KeyUsed } from './verdict';

/** Unless raised, a guard against tokens made to keep a receiver busy; see DecryptOptions. */
const MOST_INFLATED_OCTETS = 250_000;

const cannotDecrypt = ({ code, reason }: Omit<JweRefusal, 'kind'>): Decryption => ({
  kind: 'cannot-decrypt',
  code,
  reason,
});

/**
 * The plaintext of a JWE, by a private key or secret (RFC 7516 §5.2). With several recipients each is tried in order
 * whose algorithm the key is for. What keeps from trying is `cannot-decrypt` with a sentence; `failed` means that every
 * key and reading that could have opened it was tried.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function decryptJwe(
  signal: AbortSignal,
  token: Token,
  key: KeyReading,
  options: DecryptOptions = {},
): Promise<Decryption> {
  signal.throwIfAborted();
  if (token.kind === 'jws' || token.kind === 'sd-jwt') {
    return cannotDecrypt(
      refuse('malformed-token', 'This token is signed, not encrypted: there is nothing to decrypt.'),
    );
  }
  const obstacle = findObstacle(token);
  if (token.kind === 'malformed' || obstacle) {
    const reason = (obstacle ?? token.problems[0])?.message ?? 'This is not a token.';
    return cannotDecrypt(refuse('malformed-token', reason));
  }
  if (!globalThis.crypto?.subtle) {
    const reason = 'This page has no access to cryptography: open it over HTTPS.';
    return cannotDecrypt(refuse('unsupported-alg', reason));
  }
  const budget = { iterations: options.maxIterations ?? mostIterations };
  const outcomes: Decryption[] = [];
  for (const recipient of token.recipients.keys()) {
    const outcome = await decryptFor(signal, withRecipient(token, recipient), recipient, key, options, budget);
    signal.throwIfAborted();
    if (outcome.kind === 'decrypted' || outcome.kind === 'not-decrypted') return outcome;
    outcomes.push(outcome);
  }
  return summarize(outcomes);
}

/** Parameters of the token's headers, all that is needed of them, read and in order. */
type JweFacts = { algorithms: JweAlgorithms; parameters: KeyParameters; isCompressed: boolean };

async function readFacts(
  token: JweToken,
  header: HeaderLookup,
  crit?: readonly string[],
): Promise<JweFacts | JweRefusal> {
  const algorithms = readJweAlgorithms(header);
  if ('kind' in algorithms) return algorithms;
  const wrong =
    findJweCritProblem(token, crit) ??
    findWrongEncryptedKey(algorithms, token.encryptedKey.bytes) ??
    findWrongLength(algorithms.enc, contentOf(token));
  if (wrong) return wrong;
  const isCompressed = readCompression(
    token.header.json?.root,
    token.unprotected.map(({ json }) => json?.root),
  );
  if (typeof isCompressed === 'object') return isCompressed;
  const parameters = await readKeyParameters(algorithms.alg, header);
  return 'kind' in parameters ? parameters : { algorithms, parameters, isCompressed };
}

/** `budget` is what the recipients together may ask for: many small demands are a large one. */
async function decryptFor(
  signal: AbortSignal,
  token: JweToken,
  recipient: number,
  key: KeyReading,
  options: DecryptOptions,
  budget: { iterations: number },
): Promise<Decryption> {
  const header: HeaderLookup = (name) => headerValue(token, name);
  const facts = await readFacts(token, header, options.crit);
  if ('kind' in facts) return cannotDecrypt(facts);
  if (key.kind === 'empty') return { kind: 'not-decrypted', reason: 'There is no key to decrypt the token with.' };
  if (key.kind === 'unreadable') return cannotDecrypt(refuse('unreadable-key', key.reason));
  const { alg, enc } = facts.algorithms;
  const need = { alg, enc, curve: facts.parameters.epk?.curve, operation: 'decrypt' } as const;
  const choice = chooseJweKeys(need, key, readJweKid(header));
  if (choice.kind === 'no-candidate') return cannotDecrypt(choice);
  const candidates = choice.candidates.filter(({ used }) => used.kind === 'secret' || used.key.isPrivate);
  if (candidates.length === 0) return cannotDecrypt(refuse('unusable-key', publicOnly(choice.candidates)));
  const excess = findIterationExcess(facts.parameters.p2c, budget.iterations);
  if (excess) return cannotDecrypt(excess);
  budget.iterations -= facts.parameters.p2c;

  const tried: KeyUsed[] = [];
  let fitting: KeyUsed | undefined;
  let refusal: JweRefusal | undefined;
  for (const { jwk, used } of candidates) {
    const contentKey = await decryptKey(facts.algorithms, facts.parameters, jwk, token.encryptedKey.bytes);
    const opened = contentKey.kind === 'done' ? await openWith(token, enc, contentKey.value) : contentKey;
    signal.throwIfAborted();
    if (opened.kind === 'done') {
      const names = { alg: alg.name, enc: enc.name };
      return finish({ kind: 'decrypted', ...names, used, recipient, plaintext: opened.value }, facts, options);
    }
    if (opened.kind === 'refused') refusal ??= opened;
    else tried.push(used);
    if (contentKey.kind === 'done' && alg.isKeyAuthenticated) fitting ??= used;
  }
  // A key that could not be used might have been the right one: then the others' failing proves nothing.
  return refusal ? cannotDecrypt(refusal) : { kind: 'failed', alg: alg.name, enc: enc.name, tried, fitting };
}

function publicOnly(candidates: readonly Candidate[]): string {
  return candidates.length > 1
    ? 'The keys of this set that fit are public; decrypting needs a private one.'
    : 'This key is a public key; decrypting needs the private one.';
}

function contentOf({ initializationVector, ciphertext, authenticationTag }: JweToken) {
  return { iv: initializationVector.bytes, ciphertext: ciphertext.bytes, tag: authenticationTag.bytes };
}

/** RFC 7516 §5.1, step 14: the protected header exactly as it stands, and a dot and `aad` where there is one. */
const authenticatedOctets = ({ header, aad }: JweToken): Octets =>
  encodeUtf8(aad ? `${header.encoded}.${aad.encoded}` : header.encoded);

const openWith = (token: JweToken, enc: JweAlgorithms['enc'], contentKey: Octets): Promise<JweAttempt<Octets>> =>
  openContent(enc, contentKey, { ...contentOf(token), aad: authenticatedOctets(token) });

/** The plaintext inflated, where the header asks for it. */
async function finish(
  decrypted: Extract<Decryption, { kind: 'decrypted' }>,
  { isCompressed }: JweFacts,
  { maxInflatedOctets = MOST_INFLATED_OCTETS }: DecryptOptions,
): Promise<Decryption> {
  if (!isCompressed) return decrypted;
  const compressed = decrypted.plaintext;
  const inflated = await inflate(compressed, maxInflatedOctets);
  if (inflated.kind === 'refused') return cannotDecrypt(inflated);
  return { ...decrypted, plaintext: inflated.value, compressedOctets: compressed.length };
}

/** One outcome for all recipients: what was proved of those that the key is for, else the first reason. */
function summarize(outcomes: readonly Decryption[]): Decryption {
  const reasons = outcomes.filter((outcome) => outcome.kind === 'cannot-decrypt');
  const open = reasons.find(({ code }) => code !== 'wrong-key-type' && code !== 'key-forbids-use');
  if (open) return open;
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  const [first] = failed;
  if (first) {
    const { alg, enc, fitting } = failed.find((outcome) => outcome.fitting) ?? first;
    return { kind: 'failed', alg, enc, tried: failed.flatMap(({ tried }) => tried), fitting };
  }
  const nearest = reasons.find(({ code }) => code === 'key-forbids-use') ?? reasons[0];
  if (!nearest) return cannotDecrypt(refuse('malformed-token', 'The token has no recipient.'));
  if (outcomes.length === 1) return nearest;
  const reason = `None of the ${outcomes.length} recipients is for this key. Of the first: ${nearest.reason}`;
  return { ...nearest, reason };
}
