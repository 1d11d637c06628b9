import type { LiveExample } from '../checks/live-example';
import { pasteToken, setAudited, setExpectations, setGathered, settle } from './actions';
import { contextOf, gatherFor, loadAuditor } from './audit';
import { firstState } from './first-state';
import { change } from './history';
import { runJob } from './job';
import { LONG_TEXT } from './reading';
import type { State, TokenInput } from './state';

/**
 * Shows the example of a check: its token as if it were pasted, its key, and what the verifier of it asks for. The key goes
 * with the token, as a sample's does.
 */
export function loadExample(state: State, example: LiveExample, at: number): State {
  const { token, key, encoding = 'detect', expectations } = example;
  const shown = change(state, 'example!', at, {
    input: pasteToken(state, token, at).input,
    key: { text: key, encoding, origin: 'sample' },
    sample: '',
    sampleKey: undefined,
    outer: [],
  });
  return setExpectations(shown, expectations);
}

/**
 * What the verifier of an example asks for, and its clock before all, is not asked of the next token: it goes when another
 * one is shown. What a person has changed of it stays, and so it does for an edit of the example.
 */
export function leaveExample(state: State, { expectations, token }: LiveExample): State {
  if (state.expectations !== expectations || state.input.from !== 'token') return state;
  return sourceOf(state.input) === token ? state : setExpectations(state, {});
}

function sourceOf({ text, pasted }: TokenInput): string {
  return pasted ?? text;
}

/** The state of the page when all is done that an example asks for: verified or decrypted, and checked. */
export async function examineExample(example: LiveExample): Promise<State> {
  const { signal } = new AbortController();
  const begin = loadExample({ ...(await firstState()), auditor: await loadAuditor() }, example, 0);
  const settled = settle(begin, await runJob(signal, begin));
  const auditor = await loadAuditor();
  const gathered = await gatherFor(signal, settled, auditor);
  const examined = setGathered(settled, { ...gathered, facts: { ...gathered.facts, ...example.facts } });
  const context = contextOf(examined);
  return context.token.text.length > LONG_TEXT
    ? setAudited(examined, { context, audit: auditor.run(context) })
    : examined;
}
