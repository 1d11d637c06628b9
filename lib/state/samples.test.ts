import { describe, expect, it } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { verifyJws } from '../jose/verify-jws';
import { algorithms } from '../registry/algorithms';
import { FIRST_NOW, sampleChoices } from './sample-choices';
import { makeSample } from './samples';

const { signal } = new AbortController();

describe('samples', () => {
  it('has one for every algorithm that can be made here', () => {
    const ids = sampleChoices.map(({ id }) => id);
    for (const { name, family, support } of algorithms) {
      expect(ids.includes(name), name).toBe(family !== 'none' && support !== 'none');
    }
  });

  it.each(sampleChoices.map(({ id }) => id))('%s is made, and its key fits it', async (id) => {
    const sample = await makeSample(signal, id, FIRST_NOW);
    if ('reason' in sample) throw new Error(sample.reason);
    const token = parseToken(sample.token);
    const verdict = await verifyJws(signal, token, await readKey(sample.key.text, { encoding: sample.key.encoding }));
    const expected = id === 'unsecured' ? 'unsecured' : id === 'encrypted' ? 'cannot-check' : 'valid';
    expect([token.problems, verdict.kind]).toEqual([[], expected]);
    if (id === 'sd-jwt') expect(token.kind === 'sd-jwt' && token.disclosures.length).toBe(2);
  });
});
