import { beforeAll, describe, expect, it } from 'vitest';
import { algorithms } from '../registry/algorithms';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { keyManagementAlgorithms } from '../registry/key-management';
import { loadSample, settle } from './actions';
import { firstState } from './first-state';
import { runJob } from './job';
import { FIRST_NOW, sampleChoices } from './sample-choices';
import { makeSample } from './samples';
import type { State } from './state';
import { formWords } from './token-words';
import { verdictWords } from './verdict-words';
import { stringParameter, viewOf } from './view';

const { signal } = new AbortController();
const ids = sampleChoices.map(({ id }) => id);

let first: State;
beforeAll(async () => {
  first = await firstState();
});

/** The page as it is once the sample is there. */
async function shown(id: string) {
  const sample = await makeSample(signal, id, FIRST_NOW);
  if ('reason' in sample) throw new Error(sample.reason);
  const state = loadSample(first, sample, 0);
  return viewOf(settle(state, await runJob(signal, state)));
}

/** What is particular about the forms, by `formWords` and the titles of the tokens inside. */
const forms: Record<string, { form: string; nested?: string[] }> = {
  encrypted: { form: 'JWE compact' },
  'jwe-flattened': { form: 'JWE JSON, flattened' },
  'jwe-general': { form: 'JWE JSON, general' },
  'jwe-compressed': { form: 'JWE compact' },
  nested: { form: 'JWE compact', nested: ['valid'] },
  'jws-flattened': { form: 'JWS JSON, flattened' },
  'jws-general': { form: 'JWS JSON, general' },
  detached: { form: 'JWS compact, detached' },
  unencoded: { form: 'JWS compact' },
  'sd-jwt': { form: 'SD-JWT' },
  'sd-jwt-bound': { form: 'SD-JWT', nested: ['valid'] },
};

describe('samples', () => {
  it('has one for every algorithm that can be made here', () => {
    for (const { name, family, support } of algorithms) {
      expect(ids.includes(name), name).toBe(family !== 'none' && support !== 'none');
    }
    expect(ids).toEqual(expect.arrayContaining(keyManagementAlgorithms.map(({ name }) => name)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(ids)('%s is made, and its key verifies or opens it', async (id) => {
    const view = await shown(id);
    const isEncrypted = view.token.kind === 'jwe';
    const expected = id === 'unsecured' ? 'unsecured' : isEncrypted ? 'opened' : 'good';
    expect([view.token.problems, verdictWords(view).proof]).toEqual([[], expected]);
    expect(view.token.payload?.text).toMatch(id === 'nested' ? /^eyJ/ : /^\{"(?:iss|order)"/);
    for (const verdict of isEncrypted ? [] : view.verdicts)
      expect(verdict.kind).toBe(id === 'unsecured' ? id : 'valid');
  });

  it.each(Object.entries(forms))('%s is of its form', async (id, { form, nested = [] }) => {
    const view = await shown(id);
    expect([formWords(view.token), view.nested.map(({ verdict }) => verdict?.kind)]).toEqual([form, nested]);
  });

  it('has every content encryption among the encrypted ones', async () => {
    const views = await Promise.all(keyManagementAlgorithms.map(({ name }) => shown(name)));
    const used = new Set(views.map(({ token }) => stringParameter(token, 'enc')));
    expect(used).toEqual(new Set(contentEncryptionAlgorithms.map(({ name }) => name)));
  });

  it('has two recipients, two signatures and a compressed plaintext where it says so', async () => {
    const [recipients, signatures, compressed] = await Promise.all(
      ['jwe-general', 'jws-general', 'jwe-compressed'].map(shown),
    );
    expect(recipients?.token.kind === 'jwe' && recipients.token.recipients.length).toBe(2);
    expect(signatures?.verdicts.length).toBe(2);
    expect(compressed?.decryption).toHaveProperty('compressedOctets');
  });

  it('says why one cannot be made', async () => {
    expect(await makeSample(signal, 'no such', FIRST_NOW)).toMatchObject({ id: 'no such', reason: expect.any(String) });
  });
});
