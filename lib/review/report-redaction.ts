import type { CheckContext, Evidence } from '../checks/check';
import { cut } from '../checks/evidence';
import type { Expectations } from '../checks/expectations';
import type { JsonNode } from '../encoding/json-node';
import type { Part } from '../jose/token';
import { findClaim } from '../registry/claims';
import { findHeaderParameter } from '../registry/header-parameters';
import type { Reveal } from './report';

/** What stands in the place of what is not shown. */
export const redactedWord = '[redacted]';

/** Takes the contents of a token out of what is said about it. */
export type Redactor = {
  word: string;
  /** A sentence about the token without the values that the token carries. */
  sentence(text: string): string;
  /** What is shown of an evidence's value. */
  evidence(place: Evidence): string;
  expectations(expectations: Expectations): { name: string; value: string }[];
};

/** Parameters and claims that say how a token works and nothing about anyone: shown always, where they are short. */
const technical: ReadonlySet<string> = new Set([
  ...['header/alg', 'header/enc', 'header/typ', 'header/cty', 'header/zip', 'header/b64', 'header/crit'],
  ...['unprotected-header/alg', 'unprotected-header/enc', 'unprotected-header/typ'],
  ...['payload/exp', 'payload/nbf', 'payload/iat', 'payload/auth_time'],
]);
const longestTechnical = 40;

/** So many values of a token are looked for in sentences; where there are more, every quotation goes. */
const mostValues = 5000;
/** A shorter value is looked for in quotation marks only: "id" would be in every other sentence. */
const leastBare = 8;
/** A sentence may hold the beginning of a longer value. */
const leastBeginning = 24;

/** What redacts everything about a token that the reviewer has not ticked. */
export function redactorFor(context: CheckContext, reveal: Reveal): Redactor {
  const sentence = reveal.values ? (text: string) => text : sentenceRedactor(context);
  return {
    word: redactedWord,
    sentence,
    evidence: (place) => (isShown(place, context, reveal) ? place.value : redactedWord),
    expectations: (expectations) => shownExpectations(expectations, reveal),
  };
}

function isShown({ part, pointer, textSpan, value }: Evidence, { token }: CheckContext, reveal: Reveal): boolean {
  // What is said of a key is its description, never the key.
  if (part === 'key') return true;
  if (pointer !== undefined || textSpan) {
    const [, name = ''] = pointer?.split('/') ?? [];
    return reveal.values || (technical.has(`${part}/${name}`) && value.length <= longestTechnical);
  }
  const begin = value.endsWith('…') ? value.slice(0, -1) : value;
  const quotes = token.parts.find((one) => begin !== '' && one.unplaced && one.encoded.startsWith(begin));
  if (quotes) return reveal.values;
  // Other words than the token's own are the check's: `no "exp"`.
  return reveal.token || begin === '' || !token.text.includes(begin);
}

function sentenceRedactor({ token }: CheckContext): (text: string) => string {
  const values = new Set<string>();
  for (const part of token.parts.includes(token.payload as Part) ? token.parts : [...token.parts, token.payload]) {
    if (part) collect(part, values);
  }
  if (values.size > mostValues)
    return (text) => text.replace(/"[^"]*"|“[^”]*”/g, (all) => (isName(all) ? all : redactedWord));
  const sorted = [...values].sort((a, b) => b.length - a.length);
  return (text) => sorted.reduce(withoutValue, text);
}

/** Every string and number in a part, but for those that are technical, and for names that sentences are made of. */
function collect(part: Part, values: Set<string>): void {
  const root = part.json?.root;
  const waiting: { node: JsonNode; path: string }[] = root ? [{ node: root, path: part.name }] : [];
  for (let next = waiting.pop(); next && values.size <= mostValues; next = waiting.pop()) {
    const { node, path } = next;
    if (node.kind === 'object') {
      for (const { name, value } of node.members)
        waiting.push({ node: value, path: path === part.name ? `${path}/${name}` : '' });
    } else if (node.kind === 'array') {
      for (const item of node.items) waiting.push({ node: item, path: technical.has(path) ? path : '' });
    } else if (node.kind !== 'literal') {
      const text = node.kind === 'string' ? node.value : node.literal;
      if (text === '' || (technical.has(path) && text.length <= longestTechnical)) continue;
      if (findClaim(text) || findHeaderParameter(text)) continue;
      values.add(text);
    }
  }
}

function withoutValue(text: string, value: string): string {
  const shown = cut(value);
  let found = text;
  for (const [open, close] of ['""', '“”'] as const) found = found.replaceAll(`${open}${shown}${close}`, redactedWord);
  if (value.length >= leastBeginning) return withoutBeginning(found, value);
  const isLongNumber = /^-?[\d.eE+-]{4,}$/.test(value);
  return value.length >= leastBare || isLongNumber ? found.replaceAll(value, redactedWord) : found;
}

/** Without the value wherever its first characters stand, with as much of it as follows them. */
function withoutBeginning(text: string, value: string): string {
  const begin = value.slice(0, leastBeginning);
  let found = text;
  for (let at = found.indexOf(begin); at >= 0; at = found.indexOf(begin, at + redactedWord.length)) {
    let end = leastBeginning;
    while (end < value.length && found[at + end] === value[end]) end += 1;
    found = found.slice(0, at) + redactedWord + found.slice(at + end);
  }
  return found;
}

function isName(quotation: string): boolean {
  const name = quotation.slice(1, -1);
  return findClaim(name) !== undefined || findHeaderParameter(name) !== undefined;
}

/** What an expectation is called in a report, and what it may show: whoever has one of the secret ones can use it. */
const expectationNames: readonly [
  Exclude<keyof Expectations, 'clock' | 'request'>,
  string,
  'plain' | 'value' | 'token',
][] = [
  ['profile', 'kind of token', 'plain'],
  ['issuer', 'issuer', 'plain'],
  ['audience', 'audience', 'plain'],
  ['clientId', 'client id', 'plain'],
  ['typ', 'typ', 'plain'],
  ['algorithms', 'algorithms', 'plain'],
  ['leeway', 'leeway in seconds', 'plain'],
  ['greatestLifetime', 'greatest lifetime in seconds', 'plain'],
  ['greatestAuthenticationAge', 'greatest age of the login in seconds', 'plain'],
  ['keyBinding', 'key binding', 'plain'],
  ['nonce', 'nonce', 'value'],
  ['state', 'state', 'value'],
  ['code', 'authorization code', 'token'],
  ['accessToken', 'access token', 'token'],
];

/** What the verifier asks for, in words; what is not revealed is there as the word for that. */
export function shownExpectations(expectations: Expectations, reveal: Reveal): { name: string; value: string }[] {
  const { method, url, nonce, accessToken, thumbprint } = expectations.request ?? {};
  const rows = [
    ...expectationNames.map(([id, name, kind]) => ({ name, kind, value: expectations[id] })),
    { name: 'method of the request', kind: 'plain', value: method },
    { name: 'address of the request', kind: 'value', value: url },
    { name: 'nonce of the server', kind: 'value', value: nonce },
    { name: 'access token of the request', kind: 'token', value: accessToken },
    { name: 'thumbprint of the bound key', kind: 'plain', value: thumbprint },
  ];
  return rows.flatMap(({ name, kind, value }) => {
    if (value === undefined) return [];
    const isOpen = kind === 'plain' || (kind === 'value' ? reveal.values : reveal.token);
    return [{ name, value: isOpen ? [value].flat().join(', ') : redactedWord }];
  });
}
