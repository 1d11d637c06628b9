import { parseToken } from '../jose/parse-token';
import { tokenSpanOf } from '../jose/positions';
import type { Disclosure } from '../jose/sd-jwt-disclosures';
import { presentation, withDisclosure, withDisclosures, withoutDisclosure } from '../jose/sd-jwt-presentation';
import type { SdJwtReading } from '../jose/sd-jwt-reading';
import type { SdJwtToken, Token } from '../jose/token';
import { setMark } from './actions';
import { remember } from './answers';
import { change } from './history';
import { keepLast } from './last';
import type { State, TokenInput } from './state';
import { viewOf } from './view';

/** The disclosures to show or to withhold. */
export type Disclosures = {
  /** The token with all of them. */
  whole: SdJwtToken;
  /** Which of them are in the token that is shown, by their index in the whole one. */
  shown: ReadonlySet<number>;
};

/** Those that a person has switched off are known as long as the token is otherwise the one that they belong to. */
export function knownDisclosures({ input }: State): TokenInput['allDisclosures'] {
  const token = input.from === 'token' ? input : input.returnsTo?.input;
  return token?.allDisclosures;
}

/** The disclosures of a token and those that were switched off; undefined for a token that is no SD-JWT. */
export function disclosuresOf(token: Token, known: TokenInput['allDisclosures']): Disclosures | undefined {
  if (token.kind !== 'sd-jwt') return undefined;
  const own = token.disclosures.map(({ encoded }) => encoded);
  const shown = known && placesOf(own, known);
  const whole = shown && parseWhole(withDisclosures(token, known));
  return whole ? { whole, shown } : { whole: token, shown: new Set(own.keys()) };
}

/** The places of some texts among all, in the order of both; undefined where they are not among them. */
function placesOf(some: readonly string[], all: readonly string[]): ReadonlySet<number> | undefined {
  const places = new Set<number>();
  for (const [index, text] of all.entries()) if (text === some[places.size]) places.add(index);
  return places.size === some.length ? places : undefined;
}

const lastWhole = keepLast<SdJwtToken | undefined>();

/** Remembers the last: switching one disclosure after another leaves the whole token the same. */
function parseWhole(text: string): SdJwtToken | undefined {
  if (lastWhole.answer?.text !== text) {
    const token = parseToken(text);
    lastWhole.answer = token.kind === 'sd-jwt' ? token : undefined;
  }
  return lastWhole.answer;
}

/** What the disclosures of a token are and where they belong; `unavailable` where the rules for it could not be loaded. */
export const readWhole = remember(
  (whole: SdJwtToken): Promise<SdJwtReading | 'unavailable'> =>
    import('../jose/sd-jwt-reading').then(
      ({ readSdJwt }) => readSdJwt(whole),
      () => 'unavailable' as const,
    ),
);

/**
 * Puts a disclosure into the token with those that it is in, or takes it out with those inside. The key binding goes: it was made
 * for other disclosures. Nothing happens while an edit is not signed yet, of which the token knows nothing.
 */
export function switchDisclosure(state: State, disclosures: readonly Disclosure[], index: number, at: number): State {
  const { token, busy, stale } = viewOf(state);
  const found = disclosuresOf(token, knownDisclosures(state));
  if (!found || stale || (busy && state.input.from === 'parts')) return state;
  const { whole, shown } = found;
  const after = shown.has(index)
    ? withoutDisclosure(disclosures, shown, index)
    : withDisclosure(disclosures, shown, index);
  return showPresentation(state, presentation(whole, disclosures, after), at);
}

/** Shows another presentation of the same token: other disclosures, or another key binding. */
export function showPresentation(state: State, text: string, at: number): State {
  const found = disclosuresOf(viewOf(state).token, knownDisclosures(state));
  const allDisclosures = found?.whole.disclosures.map(({ encoded }) => encoded);
  return change(state, 'disclosures!', at, { input: { from: 'token', text, choice: 0, allDisclosures }, sample: '' });
}

/** Marks the digest of a disclosure where it stands: in the payload, or in the disclosure that it is inside. */
export function showDigest(state: State, whole: SdJwtToken, { digestSpan, inside }: Disclosure): State {
  const { token } = viewOf(state);
  if (!digestSpan) return state;
  if (inside === undefined) {
    if (!token.payload) return state;
    const span = tokenSpanOf(token.payload, digestSpan);
    return setMark(state, { part: 'payload', span, textSpan: digestSpan, by: 'finding' });
  }
  const encoded = whole.disclosures[inside]?.encoded;
  const part = token.kind === 'sd-jwt' ? token.disclosures.find((one) => one.encoded === encoded) : undefined;
  return part ? setMark(state, { part: 'disclosure', span: tokenSpanOf(part, digestSpan), by: 'finding' }) : state;
}
