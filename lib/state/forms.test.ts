import { CompactEncrypt, CompactSign, FlattenedSign, GeneralSign, generalVerify, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { editPart, loadSample, pasteToken, setKeyText, settle } from './actions';
import { detachedTurn, dropDetachedPayload, setDetachedPayload } from './detached-payload';
import { firstState } from './first-state';
import { undo } from './history';
import { runJob } from './job';
import { closeNested, layersOf, openNested } from './layers';
import { paneOf } from './pane';
import { chooseSigner, signerRows } from './signers';
import type { State } from './state';
import { formWords } from './token-words';
import { verdictWords } from './verdict-words';
import { viewOf } from './view';

const octets = (text: string) => new TextEncoder().encode(text);
const secret = 'a secret that is long enough for HS512, which asks for sixty-four';
const jwk = (kid: string, text: string, alg?: string) => ({
  kty: 'oct',
  kid,
  ...(alg ? { alg } : {}),
  k: Buffer.from(text).toString('base64url'),
});

let first: State;
beforeAll(async () => {
  first = await firstState();
});

/** The state once its job is done. */
async function done(state: State): Promise<State> {
  return settle(state, await runJob(new AbortController().signal, state));
}

const open = (token: string, key: string) => done(setKeyText(pasteToken(first, token, 0), key, 0));
const title = (state: State) => verdictWords(viewOf(state)).title;

describe('a token with several signatures', () => {
  const other = 'another secret that is long enough for HS512, which wants 64 too';
  let token: string;
  beforeAll(async () => {
    const made = await new GeneralSign(octets('{"n":1}'))
      .addSignature(octets(secret))
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .addSignature(octets(other))
      .setProtectedHeader({ alg: 'HS512' })
      .setUnprotectedHeader({ kid: 'two' })
      .sign();
    token = JSON.stringify(made);
  });

  it('has a verdict for each, and looks first at one that is valid', async () => {
    const state = await open(token, other);
    expect(formWords(viewOf(state).token)).toBe('JWS JSON, general');
    expect(signerRows(state)).toMatchObject([
      { alg: 'HS256', kid: 'one', verdict: 'Invalid signature' },
      { alg: 'HS512', kid: 'two', verdict: 'Valid signature' },
    ]);
    expect(viewOf(state).signer).toBe(1);
    expect(paneOf(state, 'header').part.written).toBe('{"alg":"HS512"}');
    expect(verdictWords(viewOf(state)).detail).toContain('signature 2 of 2, 1 valid with this key');
    const chosen = chooseSigner(state, 0, 0);
    expect(title(chosen)).toBe('Invalid signature');
    expect(paneOf(chosen, 'header').part.written).toBe('{"alg":"HS256","kid":"one"}');
  });

  it('is signed anew in its own form, the signature that is looked at alone', async () => {
    const keys = JSON.stringify({ keys: [jwk('one', secret), jwk('two', other)] });
    const state = await open(token, keys);
    const edited = await done(editPart(chooseSigner(state, 1, 0), 'payload', '{"n":2}', 0));
    expect(signerRows(edited).map(({ verdict }) => verdict)).toEqual(['Invalid signature', 'Valid signature']);
    const { text } = viewOf(edited).token;
    const { payload } = await generalVerify(JSON.parse(text), await importJWK(jwk('two', other), 'HS512'));
    expect(new TextDecoder().decode(payload)).toBe('{"n":2}');
    const back = await done(editPart(edited, 'payload', '{"n":1}', 0));
    expect(viewOf(back).token.text).toBe(token);
    const whole = await done(chooseSigner(edited, 0, 0));
    expect(paneOf(whole, 'header').part.written).toBe('{"alg":"HS256","kid":"one"}');
    expect(viewOf(whole).token.text).toBe(text);
  });
});

describe('a detached payload', () => {
  it('is given apart, is shown, and stays apart when it is edited', async () => {
    const { protected: header, signature } = await new FlattenedSign(octets('{"n":1}'))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(octets(secret));
    const token = `${header}..${signature}`;
    const state = await open(token, secret);
    expect(title(state)).toBe('Invalid signature');
    expect(verdictWords(viewOf(state)).detail).toContain('if it is detached, give it');
    expect(detachedTurn(state)).toBe('wanted');
    const given = await done(setDetachedPayload(state, '{"n":1}', 0));
    expect(title(given)).toBe('Valid signature');
    expect(formWords(viewOf(given).token)).toBe('JWS compact, detached');
    expect(paneOf(given, 'payload').part.written).toBe('{"n":1}');
    const edited = await done(editPart(given, 'payload', '{"n":2}', 0));
    expect(title(edited)).toBe('Valid signature');
    expect(detachedTurn(edited)).toBe('given');
    expect(viewOf(edited).token.text).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(viewOf(edited).token.text).not.toBe(token);
    expect(title(await done(dropDetachedPayload(edited, 0)))).toBe('Invalid signature');
    expect(title(await done(undo(edited)))).toBe('Valid signature');
  });

  it('may be octets that are no text', async () => {
    const payload = new Uint8Array([0xff, 0, 1]);
    const made = await new FlattenedSign(payload).setProtectedHeader({ alg: 'HS256' }).sign(octets(secret));
    const state = await open(`${made.protected}..${made.signature}`, secret);
    const given = await done(setDetachedPayload(state, payload, 0));
    expect(title(given)).toBe('Valid signature');
    expect(paneOf(given, 'payload').locked).toContain('not UTF-8');
  });
});

describe('a token in a token', () => {
  const inside = 'an inner secret, that is long enough';
  let inner: string;
  let outer: string;
  const wrapping = Buffer.from('0123456789abcdef');
  beforeAll(async () => {
    inner = await new CompactSign(octets('{"n":1}')).setProtectedHeader({ alg: 'HS256' }).sign(octets(inside));
    outer = await new CompactEncrypt(octets(inner))
      .setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM', cty: 'JWT' })
      .encrypt(wrapping);
  });

  it('is opened, verified in its turn, edited, and put back', async () => {
    const state = await open(outer, JSON.stringify(jwk('w', wrapping.toString('utf8'))));
    expect(title(state)).toBe('Decrypted');
    expect(verdictWords(viewOf(state)).proof).toBe('opened');
    expect(layersOf(state)).toMatchObject([
      { verdict: 'Decrypted', place: 'shown' },
      { place: 'inner', form: 'token inside' },
    ]);
    const nested = layersOf(state)[1]?.inner;
    if (!nested) throw new Error('there is no token inside');
    const opened = await done(setKeyText(openNested(state, nested, 0), inside, 0));
    expect(title(opened)).toBe('Valid signature');
    expect(layersOf(opened)).toMatchObject([
      { form: 'JWE compact', verdict: 'Decrypted', place: 'outer' },
      { form: 'JWS compact', verdict: 'Valid signature', place: 'shown' },
    ]);
    const untouched = await done(closeNested(opened, 0));
    expect(viewOf(untouched).token.text).toBe(outer);

    const edited = await done(editPart(opened, 'payload', '{"n":2}', 0));
    const back = await done(closeNested(edited, 0));
    expect(title(back)).toBe('Decrypted');
    expect(viewOf(back).token.payload?.text).toBe(viewOf(edited).token.text);
    expect(viewOf(back).token.text).not.toBe(outer);
  });

  it('is verified with the same key set where that holds both keys, and the set comes along', async () => {
    const keys = { keys: [jwk('w', wrapping.toString('utf8'), 'A128KW'), jwk('s', inside, 'HS256')] };
    const state = await open(outer, JSON.stringify(keys));
    expect(layersOf(state)[1]).toMatchObject({ verdict: 'Valid signature' });
    const nested = layersOf(state)[1]?.inner;
    const opened = nested && (await done(openNested(state, nested, 0)));
    expect(opened && title(opened)).toBe('Valid signature');
  });

  it('is forgotten when another token is pasted or a sample chosen', async () => {
    const state = await open(outer, JSON.stringify(jwk('w', wrapping.toString('utf8'))));
    const nested = layersOf(state)[1]?.inner;
    const opened = nested ? openNested(state, nested, 0) : state;
    expect(opened.outer).toHaveLength(1);
    expect(pasteToken(opened, inner, 0).outer).toEqual([]);
    const sample = { id: 'x', token: inner, key: opened.key };
    expect(loadSample(opened, sample, 0).outer).toEqual([]);
    expect(undo(pasteToken(opened, inner, 0)).outer).toHaveLength(1);
  });
});

describe('an encrypted token', () => {
  it('shows its plaintext as payload, and an edit is encrypted again', async () => {
    const { compactDecrypt } = await import('jose');
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const token = await new CompactEncrypt(octets('{"exp":1}'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(key);
    const text = JSON.stringify(jwk('d', key.toString('utf8')));
    const state = await open(token, text);
    expect(paneOf(state, 'payload').part.written).toBe('{"exp":1}');
    const edited = await done(editPart(state, 'payload', '{"exp":2}', 0));
    expect(title(edited)).toBe('Decrypted');
    const { plaintext } = await compactDecrypt(viewOf(edited).token.text, key);
    expect(new TextDecoder().decode(plaintext)).toBe('{"exp":2}');
    const wrong = await open(token, JSON.stringify(jwk('d', 'another key, of the same length.')));
    expect(verdictWords(viewOf(wrong))).toMatchObject({ title: 'Cannot decrypt', proof: 'bad' });
    expect(paneOf(wrong, 'payload').locked).toContain('encrypted');
    const keyless = await open(token, '');
    expect(verdictWords(viewOf(keyless))).toMatchObject({ title: 'Cannot decrypt', proof: 'none' });
  });
});
