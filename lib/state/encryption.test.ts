import { CompactEncrypt, compactDecrypt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { algorithms } from '../registry/algorithms';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { findKeyManagement, keyManagementAlgorithms } from '../registry/key-management';
import {
  adoptKey,
  editPart,
  pasteToken,
  raiseLimits,
  setAlgorithm,
  setContentEncryption,
  setKeyText,
  settle,
} from './actions';
import { completeAt } from './assistance';
import { durationWords, limitOffer } from './decrypt-limits';
import { encryptionFormula } from './encryption-formula';
import { encryptionParts } from './encryption-parts';
import { firstState } from './first-state';
import { undo } from './history';
import { runJob } from './job';
import { keyWords } from './key-words';
import { madeAnew, madeAnewWords } from './made-anew';
import { marginNotes } from './margin-notes';
import { keyFor, keyVariety, newKeyWords } from './new-key';
import { paneOf } from './pane';
import { signingAdvice } from './signing-advice';
import type { State } from './state';
import { verdictWords } from './verdict-words';
import { viewOf } from './view';
import { isEncryption, wantedAlgorithms } from './wanted-algorithms';

const octets = (text: string) => new TextEncoder().encode(text);
const SECRET = 'exactly 16 bytes';
const PAYLOAD = '{"sub":"ada","big":9007199254740993}';

let first: State;
let opened: State;
beforeAll(async () => {
  first = await firstState();
  opened = await open({ alg: 'A128KW', enc: 'A128GCM' });
});

async function done(state: State): Promise<State> {
  return settle(state, await runJob(new AbortController().signal, state));
}

const show = (token: string, key = SECRET) => done(setKeyText(pasteToken(first, token, 0), key, 1));

async function open(
  header: { alg: string; enc: string; zip?: string; p2c?: number },
  payload = PAYLOAD,
): Promise<State> {
  const { p2c, ...rest } = header;
  const jwe = new CompactEncrypt(octets(payload)).setProtectedHeader(rest);
  if (p2c) jwe.setKeyManagementParameters({ p2c });
  return show(await jwe.encrypt(octets(SECRET)));
}

const headerOf = (state: State) => paneOf(state, 'header').part.written;
const title = (state: State) => verdictWords(viewOf(state)).title;

/** A key for what the header asks for, made and taken. */
async function withNewKey(state: State, choice?: string): Promise<State> {
  const { keyManagement, algorithm, contentEncryption } = wantedAlgorithms(state);
  const row = keyManagement ?? algorithm;
  const made = row && (await keyFor(row, { choice, enc: contentEncryption }));
  if (made?.kind !== 'made') throw new Error(`no key for ${row?.name}`);
  return done(adoptKey(state, made.key, 9));
}

describe('another algorithm', () => {
  it('encrypts a signed token: "enc" comes, and all else of the header stays', () => {
    expect(headerOf(setAlgorithm(first, 'RSA-OAEP', 0))).toBe(
      '{"alg":"RSA-OAEP","typ":"JWT","kid":"shop-2026","enc":"A256GCM"}',
    );
  });

  it('keeps the "enc" that is there', () => {
    expect(headerOf(setAlgorithm(opened, 'A128GCMKW', 2))).toBe('{"alg":"A128GCMKW","enc":"A128GCM"}');
  });

  it.each([
    [
      '{"alg":"ECDH-ES","enc":"A128GCM","epk":{},"apu":"QQ","kid":"k"}',
      'A128KW',
      '{"alg":"A128KW","enc":"A128GCM","apu":"QQ","kid":"k"}',
    ],
    [
      '{"alg":"A128GCMKW","enc":"A128GCM","iv":"AA","tag":"AA"}',
      'A256GCMKW',
      '{"alg":"A256GCMKW","enc":"A128GCM","iv":"AA","tag":"AA"}',
    ],
    ['{"alg":"ECDH-ES","enc":"A128GCM","zip":"DEF","epk":{},"typ":"JWT"}', 'HS256', '{"alg":"HS256","typ":"JWT"}'],
    ['{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AA","p2c":1}', 'none', '{"alg":"none"}'],
  ])('takes out of %s what %s has no use for', (header, name, expected) => {
    const edited = editPart(first, 'header', header, 0);
    expect(headerOf(setAlgorithm(edited, name, 1))).toBe(expected);
  });

  it('is one step of undo', () => {
    expect(undo(setAlgorithm(opened, 'dir', 2)).input).toBe(opened.input);
  });

  it('without a key that fits asks for one, and with it the token is what the header says', async () => {
    const wanting = await done(setAlgorithm(first, 'ECDH-ES', 0));
    const wanted = wantedAlgorithms(wanting);
    expect(isEncryption(viewOf(wanting), wanted)).toBe(true);
    expect(signingAdvice(viewOf(wanting), wanted)).toMatchObject({
      canGenerate: true,
      reason: /ECDH-ES needs a key on/,
    });
    const made = await withNewKey(wanting, 'X25519');
    expect([title(made), viewOf(made).token.payload?.text]).toEqual(['Decrypted', viewOf(first).token.payload?.text]);

    // The token is still the encrypted one, and yet what the header asks for counts.
    const pasted = await show(viewOf(made).token.text, made.key.text);
    const back = await done(setAlgorithm(pasted, 'ES256', 10));
    expect(viewOf(back).token.kind).toBe('jwe');
    expect(wantedAlgorithms(back).algorithm?.name).toBe('ES256');
    expect(isEncryption(viewOf(back), wantedAlgorithms(back))).toBe(false);
    const signed = await withNewKey(back);
    expect([title(signed), viewOf(signed).token.payload?.text]).toEqual([
      'Valid signature',
      viewOf(first).token.payload?.text,
    ]);
  });

  it.each(contentEncryptionAlgorithms.map(({ name }) => name))('encrypts the content with %s', async (name) => {
    const state = await done(setContentEncryption(opened, name, 2));
    expect(viewOf(state)).toMatchObject({ decryption: { kind: 'decrypted', enc: name } });
    const { plaintext } = await compactDecrypt(viewOf(state).token.text, octets(SECRET));
    expect(new TextDecoder().decode(plaintext)).toBe(PAYLOAD);
  });
});

describe('a new key', () => {
  it.each(
    [...keyManagementAlgorithms, ...algorithms.filter(({ family }) => family !== 'none')].map(
      (row) => [row.name, row] as const,
    ),
  )(
    'for %s does what it is for, whatever is chosen',
    async (name, row) => {
      const variety = keyVariety(row);
      const options = variety?.name === 'Curve' ? variety.options.map(({ value }) => value) : [undefined];
      for (const choice of options) {
        const state = await withNewKey(setAlgorithm(first, name, 0), choice);
        expect([choice, title(state)]).toEqual([choice, 'hasEncryptedKey' in row ? 'Decrypted' : 'Valid signature']);
        if (choice) expect(viewOf(state).reading).toMatchObject({ key: { curve: choice } });
      }
    },
    30_000,
  );

  it('has the modulus that was chosen', async () => {
    const row = findKeyManagement('RSA-OAEP-256');
    const made = row && (await keyFor(row, { choice: '3072' }));
    const state = await done(setKeyText(first, made?.kind === 'made' ? made.key.text : '', 0));
    expect(viewOf(state).reading).toMatchObject({ key: { bits: 3072 } });
  }, 30_000);

  it.each([
    ['dir', 'dir secret'],
    ['PBES2-HS256+A128KW', 'PBES2-HS256+A128KW password'],
    ['RSA1_5', 'RSA1_5 key pair'],
  ])('for %s is called a %s', (name, words) => {
    const row = findKeyManagement(name);
    expect(row && newKeyWords(row)).toBe(words);
  });
});

describe('what an encryption makes anew', () => {
  it('is told of the parameters that are others, or only there, in the token', async () => {
    const state = await withNewKey(setAlgorithm(first, 'ECDH-ES', 0));
    expect(madeAnew(state)).toEqual([{ name: 'epk', isInPane: false }]);
    const shown = await show(viewOf(state).token.text, state.key.text);
    expect(madeAnewWords(shown)).toBeUndefined();
    const edited = await done(editPart(shown, 'payload', '{"sub":"eve"}', 11));
    expect(madeAnew(edited)).toEqual([{ name: 'epk', isInPane: true }]);
    expect(madeAnewWords(edited)).toBe('In the token “epk” is another than here, made anew by the encryption.');
  });

  it('is nothing for a key wrap that needs no parameters', async () => {
    const edited = await done(editPart(opened, 'payload', '{"sub":"eve"}', 2));
    expect([title(edited), madeAnewWords(edited)]).toEqual(['Decrypted', undefined]);
  });
});

describe('the guards', () => {
  it('offer to run many iterations, and then they are run', async () => {
    const state = await open({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 1_200_001 });
    expect(title(state)).toBe('Cannot decrypt');
    const offer = limitOffer(state);
    expect(offer).toMatchObject({ kind: 'iterations', iterations: 1_200_001, row: { name: 'PBES2-HS256+A128KW' } });
    expect(limitOffer(state)).toBe(offer);
    const raised = await done(raiseLimits(state, offer?.limits ?? {}, 5));
    expect([title(raised), limitOffer(raised)]).toEqual(['Decrypted', undefined]);
    expect(undo(raised).input).toBe(state.input);
  });

  it('offer to inflate further, step by step, and say when no more is offered', async () => {
    const state = await open({ alg: 'A128KW', enc: 'A128GCM', zip: 'DEF' }, `{"pad":"${'0'.repeat(300_000)}"}`);
    expect(limitOffer(state)).toEqual({
      kind: 'inflation',
      limit: 250_000,
      limits: { maxInflatedOctets: 10_000_000 },
      megabytes: 10,
    });
    const raised = raiseLimits(state, { maxInflatedOctets: 10_000_000 }, 5);
    expect(title(await done(raised))).toBe('Decrypted');
    const stopped = { ...state, input: { ...state.input, limits: { maxInflatedOctets: 100_000_000 } } } as State;
    const settled = state.settled && { ...state.settled, input: stopped.input };
    expect(limitOffer({ ...stopped, settled })).toMatchObject({ limit: 100_000_000, limits: undefined });
  });

  it('keep the one limit when the other is raised, and nothing else of the input changes', () => {
    const once = raiseLimits(opened, { maxIterations: 5 }, 0);
    const twice = raiseLimits(once, { maxInflatedOctets: 7 }, 1);
    expect(twice.input).toEqual({ ...opened.input, limits: { maxIterations: 5, maxInflatedOctets: 7 } });
  });

  it('do not hold for an edit, which is no token to be opened', () => {
    const edited = editPart(opened, 'payload', '{}', 0);
    expect(raiseLimits(edited, { maxIterations: 5 }, 1)).toBe(edited);
  });

  it.each([
    [0.2, 'less than a second'],
    [1.2, 'about 1 second'],
    [42, 'about 42 seconds'],
    [200, 'about 3 minutes'],
    [7200, 'about 2 hours'],
    [200_000, 'about 2 days'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});

describe('the parts', () => {
  it('are five in a compact token, each at its place', () => {
    const { token } = viewOf(opened);
    const parts = encryptionParts(viewOf(opened));
    expect(parts.map(({ title }) => title)).toEqual([
      'Header',
      'Encrypted key',
      'Initialization vector',
      'Ciphertext',
      'Authentication tag',
    ]);
    expect(parts.map(({ part }) => token.text.slice(part.start, part.end)).join('.')).toBe(token.text);
  });

  it('are none in a token that is not encrypted', () => {
    expect(encryptionParts(viewOf(first))).toEqual([]);
  });

  it.each(keyManagementAlgorithms.map((row) => [row.name, row] as const))(
    'of %s have a formula',
    (_, keyManagement) => {
      const [contentEncryption] = contentEncryptionAlgorithms;
      const lines = encryptionFormula({ keyManagement, contentEncryption }, viewOf(opened).token);
      const text = lines.map((line) => line.map((word) => word.text).join('')).join('\n');
      expect(text).toContain('ciphertext, tag = A128GCM(\n  content key, iv, payload, aad = base64UrlEncode(header))');
      expect(text.includes('encrypted key')).toBe(keyManagement.hasEncryptedKey);
    },
  );

  it('of an unknown algorithm have none', () => {
    const none = { keyManagement: undefined, contentEncryption: undefined };
    expect(encryptionFormula(none, parseToken('')).flat()).toMatchObject([{ text: /not known/ }]);
  });
});

describe('words', () => {
  it('say of the key how it was read when it opened the token', () => {
    expect(keyWords(viewOf(opened)).lines).toContainEqual({ text: 'Opened: secret read as UTF-8, 16 bytes.' });
  });

  it('stand beside "alg" and "enc"', () => {
    const notes = marginNotes('header', '{\n"alg":"A128KW",\n"enc":"A128GCM"\n}', 0);
    expect(notes.map(({ text }) => text)).toEqual(['AES key wrap with a 128-bit key', 'AES in GCM with a 128-bit key']);
  });

  it('are offered as values of "alg" and "enc"', () => {
    const offered = (header: string) => {
      const state = editPart(first, 'header', header, 0);
      return completeAt(state, 'header', header.lastIndexOf('"')).map(({ label }) => label);
    };
    expect(offered('{"alg":""')).toEqual(expect.arrayContaining(['HS256', 'RSA-OAEP-256']));
    expect(offered('{"enc":""')).toEqual(contentEncryptionAlgorithms.map(({ name }) => name));
  });
});
