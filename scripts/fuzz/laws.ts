import { createHmac } from 'node:crypto';
import type { CheckContext } from '../../lib/checks/check';
import { runChecks } from '../../lib/checks/index';
import { encodeBase64url } from '../../lib/encoding/base64url';
import { readJson } from '../../lib/encoding/json';
import { formatJson } from '../../lib/encoding/json-format';
import type { JsonNode } from '../../lib/encoding/json-node';
import { toValue } from '../../lib/encoding/json-query';
import { restoreSpacing } from '../../lib/encoding/json-spacing';
import { readTokens } from '../../lib/encoding/json-token';
import { exportKey, type KeyFormat } from '../../lib/jose/export-key';
import { findTokens } from '../../lib/jose/find-tokens';
import type { Key, KeyReading } from '../../lib/jose/key';
import { headerValue, parseToken, withSigner } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import type { Token } from '../../lib/jose/token';
import type { Verdict } from '../../lib/jose/verdict';
import { verifyEach } from '../../lib/jose/verify-jws';
import { SECRET } from './corpus';
import { holdDisclosed } from './disclosed';
import { holdEncrypted } from './encrypted';
import { hold } from './hold';

const { signal } = new AbortController();
const secret: Promise<KeyReading> = readKey(SECRET, { encoding: 'utf-8' });

const isWithin = (place: { start: number; end: number }, end: number) =>
  0 <= place.start && place.start <= place.end && place.end <= end;

/** What must stand around the parts: dots and tildes, or the rest of the JSON, in which a part is a string or a header. */
function holdPlaces({ parts, serialization }: Token, text: string): void {
  let at = 0;
  for (const [index, { start, end, name, unplaced }] of parts.entries()) {
    if (serialization === 'compact') {
      hold(/^[.~]?$/.test(text.slice(at, start)), 'one dot or tilde stands between two parts');
    } else {
      const around = parts.slice(0, index).filter((other) => other.end > start);
      const isInside = around.every((other) => other.name === 'unprotected-header' && end <= other.end);
      hold(isInside, 'parts in JSON stand side by side, or inside a header');
      const isString = text[start - 1] === '"' && text[end] === '"';
      hold(name === 'unprotected-header' ? text[start] === '{' : isString, 'a part in JSON is a string or an object');
      if (unplaced) hold(text.slice(start, end).includes('\\'), 'only a string with escapes has no places');
    }
    at = end;
  }
  if (serialization === 'compact') hold(/^~?$/.test(text.slice(at)), 'the parts are the whole text');
}

/** Parts are where they say; every problem has its place; sound parts encode to themselves. */
function holdParsed(token: Token, text: string): void {
  holdPlaces(token, text);
  for (const part of token.parts) {
    if (!part.unplaced) hold(part.encoded === text.slice(part.start, part.end), 'a part is the text at its place');
    const hasOctets =
      part.name !== 'key-binding' &&
      !part.unencoded &&
      !/[^A-Za-z0-9_-]/.test(part.encoded) &&
      part.encoded.length % 4 !== 1;
    const isCanonical = !part.problems.some(({ code }) => code === 'stray-bits');
    if (hasOctets && isCanonical)
      hold(encodeBase64url(part.bytes) === part.encoded, 'octets encode to what they were read from');
  }
  hold(token.text === text, 'the text is kept');
  token.problems.forEach((problem, index) => {
    hold(isWithin(problem, text.length), 'a problem has its place in the text');
    hold(problem.start >= (token.problems[index - 1]?.start ?? 0), 'problems are in order');
    hold(problem.message.endsWith('.'), 'a problem is a sentence');
  });
}

/** Finding is sound and in order, and what stands alone and whole is found as it is. */
function holdFound(text: string): void {
  const found = findTokens(text);
  hold(found.length <= 100, 'a hundred tokens are the most');
  let from = 0;
  for (const { start, end, token, stripped } of found) {
    hold(from <= start && start < end && end <= text.length && token !== '', 'found tokens have places in order');
    if (stripped.length === 0) hold(token === text.slice(start, end), 'nothing is taken out without saying so');
    from = end;
  }
}

function holdNodes(root: JsonNode, text: string): void {
  const due = [root];
  for (let node = due.pop(); node; node = due.pop()) {
    hold(isWithin(node, text.length), 'a node has its place in the text');
    if (node.kind === 'number') hold(text.slice(node.start, node.end) === node.literal, 'a number keeps its literal');
    if (node.kind === 'array') due.push(...node.items);
    if (node.kind === 'object') {
      for (const member of node.members) {
        hold(text[member.start] === '"' && text[member.nameEnd - 1] === '"', 'a member begins with its name');
        due.push(member.value);
      }
    }
  }
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const tokensOf = (text: string): string =>
  readTokens(text)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');

/** Our reader takes and refuses what the platform's does; layout and edits never change a lexical token. */
export function holdJson(text: string, edited: (shown: string) => string): void {
  const { root, problems } = readJson(text);
  const oracle = parsed(text);
  hold((oracle !== undefined) === (problems.length === 0), 'JSON is what the platform takes for JSON');
  if (root) holdNodes(root, text);
  if (root && oracle) hold(JSON.stringify(toValue(root)) === JSON.stringify(oracle.value), 'the value is the same');
  for (const problem of problems) hold(isWithin(problem, text.length), 'a mistake has its place in the text');
  const view = formatJson(text);
  hold(tokensOf(view.shown) === tokensOf(text), 'layout changes white space only');
  hold(restoreSpacing(view.shown, view, text) === text, 'what was not edited is restored byte for byte');
  const edit = edited(view.shown);
  hold(tokensOf(restoreSpacing(edit, view, text)) === tokensOf(edit), 'an edit is written as it was typed');
}

/** A verdict is what Node's HMAC says of the very octets in the text. */
function holdVerdict(token: Token, verdict: Verdict): void {
  if (verdict.kind !== 'valid' && verdict.kind !== 'invalid') return;
  const { header, payload, signature } = token;
  const hash = `sha${verdict.alg.slice(2)}`;
  const isRight = createHmac(hash, SECRET)
    .update(`${header?.encoded}.`)
    .update(payload?.unencoded ? payload.bytes : (payload?.encoded ?? ''))
    .digest()
    .equals(signature?.bytes ?? new Uint8Array());
  hold(isRight === (verdict.kind === 'valid'), 'a verdict is what the mathematics says');
  const alg = headerValue(token, 'alg');
  hold(alg?.kind === 'string' && alg.value === verdict.alg, 'a verdict is by the algorithm of the header');
}

function holdFindings(context: CheckContext): void {
  for (const { message, evidence } of runChecks(context)) {
    hold(/[.?!]$/.test(message), 'a finding is a sentence');
    for (const { span, value } of evidence) {
      hold(value.length <= 200, 'evidence is cut to 200 characters');
      if (span) hold(isWithin(span, context.token.text.length), 'evidence has its place in the text');
    }
  }
}

/** All laws of a token: found, parsed, verified with one secret, audited, opened. */
export async function holdToken(text: string, edited: (shown: string) => string): Promise<void> {
  holdFound(text);
  const token = parseToken(text);
  holdParsed(token, text);
  for (const part of token.parts) if (part.json) holdJson(part.json.text, edited);
  const key = await secret;
  const verdicts = await verifyEach(signal, token, key);
  for (const [index, verdict] of verdicts.entries()) {
    const seen = withSigner(token, index);
    holdVerdict(seen, verdict);
    holdFindings({ token: seen, key, verdict, now: 1_795_194_000, leeway: 0 });
  }
  await holdEncrypted(token);
  await holdDisclosed(token);
}

/** Every token found in a pasted text keeps the laws of tokens. */
export async function holdPaste(text: string, edited: (shown: string) => string): Promise<void> {
  holdFound(text);
  for (const { token } of findTokens(text).slice(0, 3)) await holdToken(token, edited);
}

/**
 * A first octet of zero in a number of an RSA key. RFC 7518 §2 forbids it, and DER writes numbers in one way only: the key
 * stays the same, but its thumbprint, which is taken of the JWK as it is written (RFC 7638 §3), does not.
 */
const hasLeadingZero = ({ jwk }: Key) => jwk.kty === 'RSA' && [jwk.n, jwk.e].some((text) => /^A[A-P]/.test(text ?? ''));

/** How a key is described when it is given out: the public form is the public half's. */
const openDescription = ({ description }: Key, format: KeyFormat) =>
  format === 'spki-pem' ? description.replace('private', 'public') : description;

/** Whatever a key text is, it says so; a key that could be read can be given out and is the same key again. */
export async function holdKey(text: string): Promise<void> {
  const reading = await readKey(text);
  if (reading.kind === 'unreadable') {
    hold(reading.reason.endsWith('.'), 'a refusal is a sentence');
    for (const problem of reading.problems ?? [])
      hold(isWithin(problem, text.length), 'a problem of a key has a place');
  }
  if (reading.kind !== 'key') return;
  for (const format of ['jwk', 'spki-pem'] as const) {
    const exported = await exportKey(reading.key, format);
    if (exported.kind !== 'exported') continue;
    const again = await readKey(exported.text);
    if (again.kind !== 'key') throw new Error(`a key given out as ${format} is a key`);
    hold(again.key.description === openDescription(reading.key, format), `a key given out as ${format} is like it was`);
    if (format === 'spki-pem' && hasLeadingZero(reading.key)) continue;
    hold(again.key.thumbprint === reading.key.thumbprint, `a key given out as ${format} is the same key`);
  }
}
