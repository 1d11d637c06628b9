import { runJob } from './job';
import { FIRST_NOW, FIRST_SAMPLE } from './samples';
import type { Input, State } from './state';

/** The state that the page opens with: the first sample, verified. */
export async function firstState(): Promise<State> {
  const input: Input = { from: 'token', text: FIRST_SAMPLE.token, choice: 0 };
  const begin = { input, key: FIRST_SAMPLE.key, settled: undefined };
  return {
    ...begin,
    settled: await runJob(new AbortController().signal, begin),
    sample: FIRST_SAMPLE.id,
    sampleKey: undefined,
    now: FIRST_NOW,
    timeZone: 'UTC',
    mark: undefined,
    past: [],
    future: [],
    lastEdit: undefined,
  };
}
