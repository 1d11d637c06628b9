import { expect, test, vi } from 'vitest';
import { setKeyText } from './actions';
import { firstState } from './first-state';
import { runJob, startJobs } from './job';
import { createStore } from './store';

test('the sample that was judged when the page was built is not judged again on opening; another key is', async () => {
  const first = await firstState();
  const store = createStore(first);
  const stop = startJobs(store);

  await runJob(new AbortController().signal, { ...first, settled: undefined });
  await new Promise((resolve) => setTimeout(resolve));
  expect(store.get()).toBe(first);

  store.apply((state) => setKeyText(state, 'another secret', 0));
  await vi.waitFor(() => expect(store.get().settled?.verdicts[0]?.kind).toBe('invalid'));
  stop();
});
