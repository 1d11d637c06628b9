import type { Expectations } from '../checks/expectations';
import { readJson } from '../encoding/json';
import { removeMember, setMember } from '../encoding/json-edit';
import { findMember } from '../encoding/json-query';
import { restoreSpacing } from '../encoding/json-spacing';
import { encodeUtf8 } from '../encoding/utf8';
import { findTokens } from '../jose/find-tokens';
import type { SecretEncodingChoice } from '../jose/key';
import { findKeyManagement } from '../registry/key-management';
import { withFound } from './found';
import { withGuess } from './guess';
import { change } from './history';
import { jsonViewOf, MOST_EDITED, showPart } from './part-text';
import { type EditablePart, editableParts } from './parts';
import { LONG_TEXT, readInput } from './reading';
import type { Sample } from './sample-choices';
import type { Input, KeyInput, Mark, PartsInput, PartText, Settled, State, TokenInput } from './state';
import { viewOf } from './view';

const NO_KEY: KeyInput = { text: '', encoding: 'detect', origin: 'person' };

/** What is typed into the token field: kept as it is, whatever it holds. */
export function typeToken(state: State, text: string, at: number): State {
  return change(state, 'token', at, { input: { from: 'token', text, choice: 0 }, sample: '' });
}

/**
 * A whole text given at once: the token in it becomes the field's text and the rest is kept to be told. A sample's key
 * goes with the sample; a key of the person's own stays.
 */
export function pasteToken(state: State, text: string, at: number): State {
  const input = inputOfPaste(text);
  const key = withoutSampleKey(state.key);
  return change(state, 'paste!', at, { input, sample: '', sampleKey: undefined, key, outer: [] });
}

/** A long text is looked through once it is shown. */
function inputOfPaste(text: string): TokenInput {
  if (text.length > LONG_TEXT) return { from: 'token', text, choice: 0, isPaste: true };
  const token = findTokens(text)[0]?.token ?? text;
  return { from: 'token', text: token, choice: 0, ...(token === text ? {} : { pasted: text }) };
}

/** Takes the token with this index of those that were found in the paste. */
export function chooseToken(state: State, choice: number, at: number): State {
  if (state.input.from !== 'token') return state;
  const raw = state.input.pasted ?? state.input.text;
  const chosen = readInput(state.input).found[choice];
  return chosen
    ? change(state, 'choose!', at, { input: { from: 'token', text: chosen.token, choice, pasted: raw } })
    : state;
}

/** Puts back the text that was pasted, with all that stood around the token. */
export function showPasted(state: State, at: number): State {
  const { input } = state;
  if (input.from !== 'token' || input.pasted === undefined) return state;
  return change(state, 'paste!', at, { input: { from: 'token', text: input.pasted, choice: input.choice } });
}

/** Empties the token field. The key stays, unless it came with a sample. */
export function clearToken(state: State, at: number): State {
  return pasteToken(state, '', at);
}

/** What is typed into a JSON pane: the part's text as shown, from which the text to sign follows. */
export function editPart(state: State, part: EditablePart, shown: string, at: number): State {
  return replacePart(state, part, shown, `${part} text`, at);
}

function replacePart(state: State, part: EditablePart, shown: string, what: string, at: number): State {
  const parts = editableParts(state);
  if ('reason' in parts || parts[part].shown === shown) return state;
  const before = parts[part];
  const written = restoreSpacing(shown, jsonViewOf(before), before.written);
  const after: PartText = { written, shown, verbatim: before.verbatim };
  const input: PartsInput = { ...beginEdit(state, parts), [part]: after };
  return change(state, what, at, { input: returned(input) ?? input, sample: '' });
}

/** The two parts of a state as an edit in progress, nothing changed yet. */
export function beginEdit(state: State, { header, payload }: Pick<PartsInput, 'header' | 'payload'>): PartsInput {
  const { input } = state;
  if (input.from === 'parts') return { ...input, header, payload };
  const { signer, verdicts } = viewOf(state);
  return {
    from: 'parts',
    header,
    payload,
    base: readInput(input).text,
    ...(verdicts.length > 1 ? { signer } : {}),
    ...(input.detachedPayload ? { isDetached: true } : {}),
    returnsTo: { input, header: header.written, payload: payload.written },
  };
}

/** The input that an edit began from, when both texts are again what they were. */
function returned({ header, payload, returnsTo }: PartsInput): Input | undefined {
  const isSame = returnsTo?.header === header.written && returnsTo.payload === payload.written;
  return isSame ? returnsTo.input : undefined;
}

/** Changes the text of a part by a function of its shown text; an empty pane is an empty object. */
function rewritePart(
  state: State,
  part: EditablePart,
  what: string,
  rewrite: (text: string) => string,
  at: number,
): State {
  const parts = editableParts(state);
  if ('reason' in parts) return state;
  const { written } = parts[part];
  // A text that nobody could lay out in time is changed as it is written.
  if (written.length > MOST_EDITED) {
    const input: PartsInput = { ...beginEdit(state, parts), [part]: showPart(rewrite(written)) };
    return change(state, `${part} ${what}!`, at, { input, sample: '' });
  }
  const text = parts[part].shown.trim() === '' ? '{}' : parts[part].shown;
  return replacePart(state, part, rewrite(text), `${part} ${what}!`, at);
}

/** What goes from a header when the token is no longer encrypted, and what an algorithm needs that another does not. */
const ENCRYPTION_ONLY = ['enc', 'zip', 'apu', 'apv'];
const MADE_ANEW = ['epk', 'iv', 'tag', 'p2s', 'p2c'];

/**
 * Signs or encrypts with another algorithm: the header's `alg` changes and all else follows. A token that is to be
 * encrypted gets an `enc`, and loses it when it is to be signed again.
 */
export function setAlgorithm(state: State, name: string, at: number): State {
  const row = findKeyManagement(name);
  const gone: readonly string[] = row
    ? MADE_ANEW.filter((parameter) => !row.parameters.some((needed) => needed === parameter))
    : [...ENCRYPTION_ONLY, ...MADE_ANEW];
  return rewritePart(
    state,
    'header',
    'alg',
    (text) => {
      const named = gone.reduce(removeMember, setMember(text, 'alg', JSON.stringify(name)));
      const hasEnc = findMember(readJson(named).root, 'enc') !== undefined;
      return row && !hasEnc ? setMember(named, 'enc', '"A256GCM"') : named;
    },
    at,
  );
}

/** Encrypts with another content encryption: the header's `enc` changes and all else follows. */
export function setContentEncryption(state: State, name: string, at: number): State {
  return rewritePart(state, 'header', 'enc', (text) => setMember(text, 'enc', JSON.stringify(name)), at);
}

/** Lets this one token be decrypted beyond the limits that guard the page. */
export function raiseLimits(state: State, limits: NonNullable<TokenInput['limits']>, at: number): State {
  const { input } = state;
  if (input.from !== 'token') return state;
  return change(state, 'limits!', at, { input: { ...input, limits: { ...input.limits, ...limits } } });
}

/** What is typed or dropped into the key field. An encoding that came with a sample or a made key goes with it. */
export function setKeyText(state: State, text: string, at: number): State {
  const encoding = state.key.origin === 'person' ? state.key.encoding : 'detect';
  return change(state, 'key', at, { key: { text, encoding, origin: 'person' } });
}

/** What is typed to open an encrypted private key. */
export function setPassphrase(state: State, passphrase: string, at: number): State {
  return change(state, 'passphrase', at, { key: { ...state.key, passphrase } });
}

export function setSecretEncoding(state: State, encoding: SecretEncodingChoice, at: number): State {
  return change(state, 'encoding!', at, { key: { ...state.key, encoding } });
}

/** Takes a key made for the token's algorithm and signs the token's own texts with it. */
export function adoptKey(state: State, key: KeyInput, at: number): State {
  const parts = editableParts(state);
  if ('reason' in parts) return change(state, 'key!', at, { key });
  const { returnsTo: _, ...input } = beginEdit(state, parts);
  return change(state, 'key!', at, { key, input });
}

/** Shows a sample. Its key takes the field unless a person's own key is there; then it is on offer beside it. */
export function loadSample(state: State, sample: Sample, at: number): State {
  const own = state.key.origin === 'person' && state.key.text !== '';
  const detached = sample.detachedPayload === undefined ? {} : { detachedPayload: encodeUtf8(sample.detachedPayload) };
  return change(state, 'sample!', at, {
    input: { from: 'token', text: sample.token, choice: 0, ...detached },
    sample: sample.id,
    key: own ? state.key : sample.key,
    sampleKey: own ? sample.key : undefined,
    outer: [],
  });
}

/** Puts the sample's key in the place of the person's own. */
export function takeSampleKey(state: State, at: number): State {
  return state.sampleKey ? change(state, 'key!', at, { key: state.sampleKey, sampleKey: undefined }) : state;
}

export function setMark(state: State, mark: Mark | undefined): State {
  return sameMark(state.mark, mark) ? state : { ...state, mark };
}

function sameMark(one: Mark | undefined, other: Mark | undefined): boolean {
  return (
    one?.part === other?.part &&
    one?.by === other?.by &&
    one?.span?.start === other?.span?.start &&
    one?.span?.end === other?.span?.end &&
    one?.textSpan?.start === other?.textSpan?.start &&
    one?.textSpan?.end === other?.textSpan?.end
  );
}

/** Moves the clock, NumericDate seconds. */
export function tick(state: State, now: number): State {
  return state.now === now ? state : { ...state, now };
}

/** Local dates are this zone's from now on, by its IANA name. */
export function setTimeZone(state: State, timeZone: string): State {
  return state.timeZone === timeZone ? state : { ...state, timeZone };
}

/** The checks are here, or cannot be had. */
export function setAuditor(state: State, auditor: State['auditor']): State {
  return { ...state, auditor };
}

/** What the verifier is said to ask for from now on. */
export function setExpectations(state: State, expectations: Expectations): State {
  return { ...state, expectations };
}

/** Takes what was gathered for the checks, unless it is about something that is no longer shown. */
export function setGathered(state: State, gathered: NonNullable<State['gathered']>): State {
  const isPresent = gathered.settled === state.settled && gathered.expectations === state.expectations;
  return isPresent ? { ...state, gathered: withFound(withGuess(gathered, state.guess), state.found) } : state;
}

/** Takes the audit of a long token. */
export function setAudited(state: State, audited: NonNullable<State['audited']>): State {
  return { ...state, audited };
}

/** Takes the result of a job, unless the input or the key has changed since. */
export function settle(state: State, settled: Settled): State {
  return settled.input === state.input && settled.key === state.key ? { ...state, settled } : state;
}

function withoutSampleKey(key: KeyInput): KeyInput {
  return key.origin === 'sample' || key.origin === 'token' ? NO_KEY : key;
}

/** Sets a date claim, NumericDate seconds. */
export function setTimeClaim(state: State, claim: string, seconds: number, at: number): State {
  return rewritePart(state, 'payload', claim, (text) => setMember(text, claim, String(Math.floor(seconds))), at);
}
