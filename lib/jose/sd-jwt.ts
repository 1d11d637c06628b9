import { decodeBase64url } from '../encoding/base64url';
import type { Steps } from '../encoding/steps';
import { describeBase64url, partSteps } from './read-part';
import { isWholeObject, signedSteps, splitSegments, wrongCount } from './segments';
import type { MalformedToken, Part, SdJwtToken, Span, TokenProblem } from './token';

/** No issuer writes that many; a text of a million tildes must not make a million parts. */
const MOST_DISCLOSURES = 5000;

/**
 * The parts of a text with tildes (RFC 9901 §4): the issuer-signed JWT, disclosures, and behind the last tilde perhaps a
 * key-binding JWT; read in steps. `malformed` when what stands before the first tilde is no JWS. Never throws; see
 * `problems`.
 */
export function* sdJwtSteps(text: string): Steps<SdJwtToken | MalformedToken> {
  const [jwt, ...pieces] = splitPieces(text);
  const segments = splitSegments(text, (jwt as Span).start, (jwt as Span).end);
  const header = yield* partSteps(text, segments[0] as Span, 'header', 'json-object');
  const signed = yield* signedSteps(text, segments, header);
  const problems: TokenProblem[] = segments.length === 3 ? [] : [wrongCount(text, segments, false)];

  const disclosures: Part[] = [];
  let keyBinding: Part | undefined;
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    if (isLast && piece.start === piece.end) break;
    const isKeyBinding = isLast && text.slice(piece.start, piece.end).includes('.');
    if (isKeyBinding) keyBinding = readKeyBinding(text, piece);
    else disclosures.push(yield* partSteps(text, piece, 'disclosure', 'json-array'));
    if (isLast && !isKeyBinding) problems.push(missingTilde(piece));
  }
  const parts = [...signed, ...disclosures, ...(keyBinding ? [keyBinding] : [])];
  problems.push(...parts.flatMap((part) => part.problems));
  problems.sort((a, b) => a.start - b.start);
  const [, payload, signature] = signed;
  if (segments.length !== 3 || !payload || !signature || !isWholeObject(header)) {
    return { kind: 'malformed', serialization: 'compact', text, parts, problems, header, payload, signature };
  }
  const signers = [{ header, unprotected: [], signature }];
  const base = { serialization: 'compact', text, parts, problems, unprotected: [], signers } as const;
  return { ...base, kind: 'sd-jwt', header, payload, signature, disclosures, keyBinding };
}

/** The stretches between the tildes; past the most that are read, the rest is one. */
function splitPieces(text: string): Span[] {
  const pieces: Span[] = [];
  let start = 0;
  while (pieces.length <= MOST_DISCLOSURES) {
    const tilde = text.indexOf('~', start);
    if (tilde < 0) break;
    pieces.push({ start, end: tilde });
    start = tilde + 1;
  }
  pieces.push({ start, end: text.length });
  return pieces;
}

/** The key-binding JWT as one part: a token of its own, whose segments are only checked for their alphabet here. */
function readKeyBinding(text: string, span: Span): Part {
  const problems = splitSegments(text, span.start, span.end)
    .flatMap(({ start, end }) => decodeBase64url(text, start, end).problems)
    .map((problem) => describeBase64url(problem, 'key-binding'));
  const encoded = text.slice(span.start, span.end);
  return { ...span, name: 'key-binding', encoded, bytes: new Uint8Array(0), problems };
}

const missingTilde = ({ start, end }: Span): TokenProblem => ({
  code: 'segment-count',
  part: 'disclosure',
  start,
  end,
  message: `A "~" is missing behind the last disclosure, after character ${end} of the token: what stands there is a key-binding JWT, with dots.`,
});
