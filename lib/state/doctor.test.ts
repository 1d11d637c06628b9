import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { editPart, setKeyText, setSecretEncoding, settle, typeToken } from './actions';
import { askDoctor, doctorsTurn } from './doctor';
import { firstState } from './first-state';
import { undo } from './history';
import { runJob } from './job';
import { applyRemedy } from './remedy';
import type { State } from './state';
import { viewOf } from './view';

const { signal } = new AbortController();
const secret = 'a secret of more than 32 octets, for HS256';
function hs256(payload: string) {
  const input = ['{"alg":"HS256"}', payload].map((text) => Buffer.from(text).toString('base64url')).join('.');
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

let first: State;
beforeAll(async () => {
  first = await firstState();
});

const settled = async (state: State): Promise<State> => settle(state, await runJob(signal, state));
const given = (token: string, key: string) => settled(setKeyText(typeToken(first, token, 0), key, 1));

describe('the doctor’s turn', () => {
  it.each<[what: string, turn: string, state: () => Promise<State>]>([
    ['a valid signature', 'no', () => given(hs256('{}'), secret)],
    ['an invalid signature', 'at-once', () => given(hs256('{}'), 'another')],
    ['a key of the wrong kind', 'at-once', () => given(hs256('{}'), '{"kty":"RSA","n":"AQAB","e":"AQAB"}')],
    ['a broken token', 'at-once', () => given(`${hs256('{}')}=`, secret)],
    ['a token without a key', 'no', () => given(hs256('{}'), '')],
    ['no token', 'no', () => given('', secret)],
    ['a verdict that is still to come', 'no', async () => setKeyText(first, 'another', 0)],
    ['a very long token', 'on-click', () => given(hs256(`{"a":"${'x'.repeat(200_000)}"}`), 'another')],
    ['a very long secret', 'on-click', () => given(hs256('{}'), 'x'.repeat(30_000))],
    ['a text too long to be a key', 'no', () => given(hs256('{}'), 'x'.repeat(1_000_001))],
    [
      'an edit that cannot be signed',
      'no',
      async () => settled(editPart(setSecretEncoding(first, 'hex', 0), 'payload', '{}', 1)),
    ],
  ])('for %s: %s', async (_, turn, state) => {
    expect(doctorsTurn(viewOf(await state()))).toBe(turn);
  });
});

describe('a remedy', () => {
  it.each<[what: string, token: string, key: string]>([
    ['a key', hs256('{}'), `${secret}\n`],
    ['a token', `${hs256('{}')}glued`, secret],
    ['an algorithm', hs256('{}').replace(/^[^.]+/, Buffer.from('{"alg":"HS512"}').toString('base64url')), secret],
  ])('of %s makes the token verify, and is undone at once', async (_, token, key) => {
    const state = await given(token, key);
    const diagnosis = await askDoctor(signal, state);
    const remedy = diagnosis.kind === 'found' ? diagnosis.findings[0]?.apply : undefined;
    if (!remedy) throw new Error('there is no remedy');
    const better = await settled(applyRemedy(state, remedy, 5000));
    expect(viewOf(better).verdict.kind).toBe('valid');
    expect(undo(better)).toMatchObject({ input: state.input, key: state.key });
  });
});
