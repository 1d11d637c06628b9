import { describe, expect, it } from 'vitest';
import { checks } from '../checks';
import { liveExample } from '../checks/live-examples';
import { pasteToken, setExpectations } from './actions';
import { auditOf } from './audit';
import { firstState } from './first-state';
import { undo } from './history';
import { examineExample, leaveExample, loadExample } from './live-example';
import { timeWords } from './strip';

describe('the example of a check', () => {
  it.each(checks.map(({ id }) => id))('%s is there, and makes it fire', async (id) => {
    const example = await liveExample(id);
    expect(example).toBeDefined();
    if (!example) return;
    const state = await examineExample(example);
    expect(auditOf(state)?.findings.map(({ check }) => check.id)).toContain(id);
  });

  it.each(['', 'constructor', '__proto__', 'no-such-check'])('is not there for %j', async (id) => {
    expect(await liveExample(id)).toBeUndefined();
  });
});

describe('an example that is loaded', async () => {
  const state = await firstState();
  const example = await liveExample('issuer-mismatch');
  if (!example) throw new Error('the example is missing');
  const loaded = loadExample(state, example, 0);

  it('brings its token, its key and what is expected of it, as one step of undo', () => {
    expect(loaded.input).toMatchObject({ from: 'token', text: example.token });
    expect(loaded.key).toMatchObject({ text: example.key, origin: 'sample' });
    expect(loaded.expectations).toBe(example.expectations);
    expect(undo(loaded).input).toBe(state.input);
  });

  it('is judged for its own moment, in the strip too', async () => {
    const expired = await liveExample('expired');
    if (!expired) throw new Error('the example is missing');
    expect(timeWords(await examineExample(expired))).toBe('expired 1 h ago');
  });

  it('leaves the clock behind when another token is pasted', () => {
    expect(leaveExample(loaded, example)).toBe(loaded);
    expect(leaveExample(pasteToken(loaded, 'a.b.c', 1), example).expectations).toEqual({});
  });

  it('leaves what a person has said of the verifier', () => {
    const said = setExpectations(loaded, { issuer: 'https://issuer.example' });
    expect(leaveExample(pasteToken(said, 'a.b.c', 1), example).expectations).toEqual(said.expectations);
  });
});
