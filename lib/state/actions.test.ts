import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase64url } from '../encoding/base64url';
import { decodeUtf8 } from '../encoding/utf8';
import {
  adoptKey,
  clearToken,
  editPart,
  loadSample,
  pasteToken,
  setAlgorithm,
  setKeyText,
  setTimeClaim,
  settle,
  showPasted,
  takeSampleKey,
  typeToken,
} from './actions';
import { firstState } from './first-state';
import { redo, undo } from './history';
import { runJob } from './job';
import { paneOf } from './pane';
import { readInput } from './reading';
import { FIRST_SAMPLE } from './sample-choices';
import type { KeyInput, State } from './state';
import { viewOf } from './view';

let first: State;
beforeAll(async () => {
  first = await firstState();
});

const encode = (text: string) => Buffer.from(text).toString('base64url');
const token = (header: string, payload: string, signature = 'AAAA') =>
  `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}.${signature}`;
const own: KeyInput = { text: 'a key of my own', encoding: 'utf-8', origin: 'person' };

async function settled(state: State): Promise<State> {
  return settle(state, await runJob(new AbortController().signal, state));
}

function payloadOf(state: State): string | undefined {
  return decodeUtf8(decodeBase64url(viewOf(state).token.payload?.encoded ?? '').bytes);
}

describe('pasting', () => {
  it('takes the token out of what stood around it and keeps the whole paste to be shown', () => {
    const pasted = `Authorization: Bearer ${FIRST_SAMPLE.token}`;
    const state = pasteToken(first, pasted, 0);
    expect(state.input).toEqual({ from: 'token', text: FIRST_SAMPLE.token, choice: 0, pasted });
    const shown = showPasted(state, 1);
    expect(shown.input).toMatchObject({ text: pasted });
    expect(viewOf(shown).token.text).toBe(FIRST_SAMPLE.token);
  });

  it("takes the sample's key away with the sample and leaves a person's own key", () => {
    expect(pasteToken(first, token('{"alg":"HS256"}', '{}'), 0).key.text).toBe('');
    const withKey = setKeyText(first, own.text, 0);
    expect(pasteToken(withKey, token('{"alg":"HS256"}', '{}'), 1).key.text).toBe(own.text);
    expect(clearToken(withKey, 1).key.text).toBe(own.text);
  });

  it('reads a text without any token as one, so that it can be said what is wrong', () => {
    const state = pasteToken(first, 'not a token at all', 0);
    expect(viewOf(state).token.kind).toBe('malformed');
    expect(state.input).toMatchObject({ text: 'not a token at all' });
  });
});

describe('samples', () => {
  it("keeps a person's own key and offers the sample's beside it", () => {
    const key: KeyInput = { text: 'sample key', encoding: 'utf-8', origin: 'sample' };
    const state = loadSample(setKeyText(first, own.text, 0), { id: 'x', token: 'a.b.c', key }, 1);
    expect(state.key.text).toBe(own.text);
    expect(takeSampleKey(state, 2).key).toEqual(key);
  });
});

describe('editing', () => {
  it('signs the edited payload anew at once and leaves key order, literals and repeated members as they were', async () => {
    const payload = '{"b":9007199254740993,"a":1.0,"a":1e400,"10":1,"2":2,"exp":1}';
    const pasted = setKeyText(pasteToken(first, token('{"alg":"HS256"}', payload), 0), own.text, 1);
    const edited = await settled(setTimeClaim(await settled(pasted), 'exp', 1_800_000_000, 2));
    expect(viewOf(edited).verdict.kind).toBe('valid');
    expect(payloadOf(edited)).toBe(payload.replace('"exp":1', '"exp":1800000000'));
  });

  it('gives the token back byte for byte when an edit is taken back by hand', async () => {
    const before = paneOf(first, 'payload').part.shown;
    const edited = editPart(first, 'payload', before.replace('orders', 'others'), 0);
    expect(edited.input.from).toBe('parts');
    const back = editPart(edited, 'payload', before, 1);
    expect(back.input).toBe(first.input);
  });

  it('keeps the edit and the old signature when the key cannot sign', async () => {
    const unsigned = await settled(setAlgorithm(first, 'RS256', 0));
    const view = viewOf(unsigned);
    expect(view.stale).toBe(true);
    expect(view.signing).toMatchObject({ kind: 'cannot-sign', code: 'wrong-key-type' });
    expect(view.token.signature?.encoded).toBe(FIRST_SAMPLE.token.split('.')[2]);
    expect(paneOf(unsigned, 'header').part.written).toContain('"alg":"RS256"');
  });

  it('never shows a verdict beside a token that it is not about', async () => {
    const edited = editPart(first, 'payload', paneOf(first, 'payload').part.shown.replace('orders', 'others'), 0);
    expect(viewOf(edited)).toMatchObject({
      busy: true,
      token: { text: FIRST_SAMPLE.token },
      verdict: { kind: 'valid' },
    });
    const typed = typeToken(first, `${FIRST_SAMPLE.token}A`, 0);
    expect(viewOf(typed)).toMatchObject({ busy: true, verdict: { kind: 'unverified' } });
  });

  it("signs the token's own texts with a key that was made for it", async () => {
    const made: KeyInput = { text: 'made-made-made-made-made-made-32', encoding: 'utf-8', origin: 'generated' };
    const state = await settled(adoptKey(first, made, 0));
    expect(viewOf(state).verdict.kind).toBe('valid');
    expect(payloadOf(state)).toBe(paneOf(first, 'payload').part.written);
  });

  it('signs with the octets that verified, even after a header that could not be read', async () => {
    const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
    const input = `${encode('{"alg":"HS256"}')}.${encode('{}')}`;
    const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(input).digest('base64url');
    const state = await settled(setKeyText(pasteToken(first, `${input}.${signature}`, 0), secret, 1));
    const broken = await settled(editPart(state, 'header', '{"alg":"HS256"', 2));
    expect(viewOf(broken).stale).toBe(true);
    const mended = await settled(editPart(broken, 'header', '{"alg":"HS256","typ":"JWT"}', 3));
    expect(viewOf(mended).verdict).toMatchObject({ kind: 'valid', used: { encoding: 'hex', octets: 32 } });
  });

  it('ignores the result of a job that is no longer asked for', async () => {
    const late = await runJob(new AbortController().signal, first);
    const typed = typeToken(first, 'a.b.c', 0);
    expect(settle(typed, late)).toBe(typed);
  });
});

describe('undo', () => {
  it('takes back a run of typing in one step, and everything else one by one', () => {
    const runs = ['a', 'ab', 'abc'].reduce((state, text, index) => typeToken(state, text, index * 100), first);
    expect(undo(runs).input).toBe(first.input);
    const later = typeToken(runs, 'abcd', 5000);
    expect(undo(later).input).toBe(runs.input);
    expect(redo(undo(later)).input).toBe(later.input);
  });

  it('brings back token and key together', () => {
    const pasted = pasteToken(first, token('{"alg":"HS256"}', '{}'), 0);
    const back = undo(pasted);
    expect([back.input, back.key, back.sample]).toEqual([first.input, first.key, first.sample]);
    expect(undo(back)).toBe(back);
  });
});

describe('reading an input', () => {
  it('knows where the token stands in what was typed', () => {
    const text = `Bearer ${FIRST_SAMPLE.token}`;
    const state = typeToken(first, text, 0);
    expect(state.input.from === 'token' && readInput(state.input).offset).toBe(7);
  });
});
