import { beforeAll, describe, expect, it } from 'vitest';
import { finish } from '../encoding/steps';
import { editPart, pasteToken, setMark } from './actions';
import { completeAt, explainAt } from './assistance';
import { claimRows, claimsOf } from './claims';
import { curlLine, decodedJson, encodePartFor } from './copies';
import { firstState } from './first-state';
import { marginNotes } from './margin-notes';
import { markOfShown, markOfTokenSpan } from './marks';
import { paneOf, problemsOf, shownMark } from './pane';
import { keepReading, readingSteps } from './reading';
import { FIRST_NOW, FIRST_SAMPLE } from './sample-choices';
import type { State } from './state';
import { viewOf } from './view';

let first: State;
beforeAll(async () => {
  first = await firstState();
});

const encode = (text: string) => Buffer.from(text).toString('base64url');
function withPayload(payload: string): State {
  const state = pasteToken(first, `${encode('{"alg":"HS256"}')}.${encode(payload)}.AAAA`, 0);
  if (state.input.from === 'token') keepReading(state.input, finish(readingSteps(state.input)));
  return state;
}

describe('a JSON pane', () => {
  it.each([
    ['{"a":9007199254740993,"a":1.0,"b":1e400}', '{\n  "a": 9007199254740993,\n  "a": 1.0,\n  "b": 1e400\n}'],
    ['{ "a":\n1 }', '{ "a":\n1 }'],
  ])('shows %j with lines for reading, or as it has them itself', (written, shown) => {
    const pane = paneOf(withPayload(written), 'payload');
    expect(pane.part).toMatchObject({ written, shown });
    expect(pane.respaced).toBe(written !== shown);
  });

  it('paints the beginning of a long text without laying out the rest', () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({ index }));
    const pane = paneOf(withPayload(JSON.stringify({ items })), 'payload');
    expect(pane.complete).toBe(false);
    expect(pane.painted.length).toBeLessThan(20_000);
    expect(pane.part.shown.startsWith(pane.painted)).toBe(true);
  });

  it('says why it cannot be edited', () => {
    const jwe = pasteToken(first, `${encode('{"alg":"dir","enc":"A256GCM"}')}..AAAA.AAAA.AAAA`, 0);
    expect(paneOf(jwe, 'header')).toMatchObject({ locked: expect.stringContaining('encrypted') });
    expect(paneOf(jwe, 'header').part.written).toContain('A256GCM');
    const octets = pasteToken(first, `${encode('{"alg":"HS256"}')}._w.AAAA`, 0);
    expect(paneOf(octets, 'payload').locked).toContain('not UTF-8');
  });

  it('gives the place of a mistake', () => {
    const broken = editPart(first, 'payload', '{"a": }', 0);
    expect(problemsOf(paneOf(broken, 'payload'))).toMatchObject([{ start: 6 }]);
  });
});

describe('linked views', () => {
  it('goes from a claim to its characters in the token and back', () => {
    const { shown, written } = paneOf(first, 'payload').part;
    const at = shown.indexOf('"aud"') + 2;
    const mark = markOfShown(first, 'payload', { start: at, end: at }, 'caret');
    const member = '"aud":"orders"';
    const start = written.indexOf(member);
    expect(mark?.textSpan).toEqual({ start, end: start + member.length });
    const characters = FIRST_SAMPLE.token.slice(mark?.span?.start, mark?.span?.end);
    expect(Buffer.from(characters, 'base64url').toString()).toContain(member);
    const marked = setMark(first, mark);
    const span = shownMark(paneOf(first, 'payload'), 'payload', marked.mark);
    expect(span && shown.slice(span.start, span.end)).toBe('"aud": "orders"');
  });

  it('finds the claim for characters of the token, and the whole part where there is none', () => {
    const { token } = viewOf(first);
    const start = token.payload ? token.payload.start + 24 : 0;
    expect(markOfTokenSpan(token, { start, end: start + 4 }, 'caret')).toMatchObject({ part: 'payload' });
    const signature = token.signature ?? { start: 0, end: 0 };
    expect(markOfTokenSpan(token, { start: signature.start + 3, end: signature.start + 4 }, 'pointer')).toMatchObject({
      part: 'signature',
      span: { start: signature.start, end: signature.end },
    });
  });

  it('marks nothing where only the whole object is', () => {
    expect(markOfShown(first, 'payload', { start: 0, end: 0 }, 'caret')).toBeUndefined();
  });
});

describe('margin notes', () => {
  it('stand beside the line of their member and say what it means', () => {
    const text = paneOf(first, 'payload').part.shown;
    const notes = marginNotes('payload', text, FIRST_NOW);
    expect(notes.map(({ line, text }) => `${line} ${text}`)).toEqual(
      expect.arrayContaining(['1 issuer', '6 expired 2 days ago', expect.stringContaining('5 20 Nov 2026')]),
    );
    expect(notes.find(({ line }) => line === 6)).toMatchObject({ tone: 'bad', timeClaim: 'exp' });
    expect(marginNotes('header', '{"alg": "HS256"}', FIRST_NOW)).toMatchObject([{ text: 'HMAC with SHA-256' }]);
  });

  it('has none for what is no object', () => {
    expect(marginNotes('payload', '[1]', FIRST_NOW)).toEqual([]);
  });
});

describe('the editor is helped', () => {
  it('with the meaning of a member and its date in three forms', () => {
    const text = paneOf(first, 'payload').part.shown;
    const known = explainAt(first, 'payload', text.indexOf('1795194900') + 1);
    expect(known?.title).toContain('exp');
    expect(known?.lines.join('\n')).toContain('20 Nov 2026, 17:15:00 UTC');
  });

  it('with names of claims and of algorithms', () => {
    const state = editPart(first, 'payload', '{"is": 1}', 0);
    const names = completeAt(state, 'payload', 4);
    expect(names.find(({ label }) => label === 'iss')).toMatchObject({ insert: 'iss', start: 2, end: 4 });
    const header = editPart(first, 'header', '{"alg": "HS"}', 0);
    expect(completeAt(header, 'header', 11).map(({ label }) => label)).toContain('HS512');
    expect(completeAt(state, 'payload', 7)).toEqual([]);
  });
});

describe('the claims table', () => {
  const rowsOf = (payload: string) => claimRows(claimsOf(viewOf(withPayload(payload))), FIRST_NOW, 'Europe/Berlin');

  it('has a row for every member as it is written, repeated ones too', () => {
    const { rows } = rowsOf('{"a":1.0,"a":1e400,"exp":1795194900}');
    expect(rows.map(({ name, value, repeated }) => [name, value, repeated])).toEqual([
      ['a', '1.0', true],
      ['a', '1e400', true],
      ['exp', '1795194900', false],
    ]);
    expect(rows[2]?.explanation?.date).toMatchObject({
      utc: '20 Nov 2026, 17:15:00 UTC',
      local: '20 Nov 2026, 18:15:00 GMT+1',
    });
  });

  it('counts what it does not draw', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`c${index}`, index]));
    expect(rowsOf(JSON.stringify(many))).toMatchObject({ more: 100 });
  });
});

describe('copies', () => {
  it('are the token as it stands', () => {
    const [header, payload] = FIRST_SAMPLE.token.split('.');
    expect(encodePartFor(first, 'header')).toBe(header);
    expect(encodePartFor(first, 'payload')).toBe(payload);
    expect(JSON.parse(decodedJson(first))).toMatchObject({ header: { alg: 'HS256' }, payload: { aud: 'orders' } });
    expect(curlLine(first)).toBe(`curl -H 'Authorization: Bearer ${FIRST_SAMPLE.token}' https://api.example`);
  });
});
