import { beforeAll, describe, expect, it } from 'vitest';
import { conceal, issue } from '../jose/sd-jwt-example';
import { editPart, pasteToken, settle, typeToken } from './actions';
import {
  disclosuresOf,
  knownDisclosures,
  readWhole,
  showDigest,
  showPresentation,
  switchDisclosure,
} from './disclosures';
import { firstState } from './first-state';
import { undo } from './history';
import { runJob } from './job';
import type { State } from './state';
import { viewOf } from './view';

const street = await conceal(['salt', 'street', 'Hauptstraße 1']);
const address = await conceal(['salt', 'address', { _sd: [street.digest] }]);
const name = await conceal(['salt', 'given_name', 'Ada']);
const payload = JSON.stringify({ iss: 'x', _sd: [name.digest, address.digest] });
const texts = [street.text, name.text, address.text];
const token = await issue(payload, texts);
const jwt = token.split('~')[0] ?? '';

let first: State;
beforeAll(async () => {
  first = await settled(pasteToken(await firstState(), token, 0));
});

async function settled(state: State): Promise<State> {
  return settle(state, await runJob(new AbortController().signal, state));
}

async function read(state: State) {
  const found = disclosuresOf(viewOf(state).token, knownDisclosures(state));
  if (!found) throw new Error('no SD-JWT');
  const reading = await readWhole(found.whole);
  if (reading === 'unavailable') throw new Error(reading);
  return { ...found, disclosures: reading.disclosures };
}
const flip = async (state: State, index: number) =>
  settled(switchDisclosure(state, (await read(state)).disclosures, index, 0));
const names = async (state: State) => {
  const { disclosures, shown } = await read(state);
  return disclosures.map((one) => `${shown.has(one.index) ? '+' : '-'}${one.name}`).join(' ');
};

describe('switching disclosures', () => {
  it('takes one out of the token, remembers it, and puts it back in its place', async () => {
    const without = await flip(first, 1);
    expect(viewOf(without).token.text).toBe(`${jwt}~${street.text}~${address.text}~`);
    expect(await names(without)).toBe('+street -given_name +address');
    const again = await flip(without, 1);
    expect(viewOf(again).token.text).toBe(token);
    expect(viewOf(undo(again)).token.text).toBe(viewOf(without).token.text);
  });

  it('goes with what is inside, and with what it is inside', async () => {
    const none = await flip(await flip(first, 2), 1);
    expect(viewOf(none).token.text).toBe(`${jwt}~`);
    expect(await names(await flip(none, 0))).toBe('+street -given_name +address');
  });

  it('keeps a token of two equal disclosures apart', async () => {
    const twice = await settled(pasteToken(first, await issue(payload, [name.text, name.text]), 0));
    expect(viewOf(await flip(twice, 0)).token.text.split('~')).toHaveLength(3);
  });

  it('drops the key binding, which was for other disclosures', async () => {
    const bound = await settled(showPresentation(await flip(first, 1), `${token}${jwt}`, 0));
    expect(await names(bound)).toBe('+street +given_name +address');
    expect(viewOf(await flip(bound, 1)).token.text.endsWith('~')).toBe(true);
  });

  it('does the same to a token in JSON', async () => {
    const [header, body, signature] = jwt.split('.');
    const json = (...disclosures: string[]) =>
      JSON.stringify({ payload: body, protected: header, header: { disclosures }, signature });
    const without = await flip(await settled(pasteToken(first, json(...texts), 0)), 1);
    expect(viewOf(without).token.text).toBe(json(street.text, address.text));
    expect(await names(without)).toBe('+street -given_name +address');
    expect(viewOf(await flip(without, 1)).token.text).toBe(json(...texts));
  });

  it('is of this token only: another one that is typed has its own', async () => {
    const without = await flip(first, 1);
    const typed = await settled(typeToken(without, `${jwt}~${name.text}~`, 0));
    expect(await names(typed)).toBe('+given_name');
    expect(disclosuresOf(viewOf(typeToken(first, 'a.b.c', 0)).token, undefined)).toBeUndefined();
  });

  it('waits for an edit to be signed, of which the token knows nothing', async () => {
    const edited = editPart(first, 'payload', '{}', 0);
    const { disclosures } = await read(first);
    expect(switchDisclosure(edited, disclosures, 1, 0)).toBe(edited);
  });
});

it('marks the digest of a disclosure where it stands', async () => {
  const { disclosures, whole } = await read(first);
  const markOf = (index: number) => {
    const disclosure = disclosures[index];
    return disclosure && showDigest(first, whole, disclosure).mark;
  };
  const mark = markOf(1);
  expect(mark?.part).toBe('payload');
  expect(payload.slice(mark?.textSpan?.start, mark?.textSpan?.end)).toBe(`"${name.digest}"`);
  const inner = markOf(0);
  expect(inner?.part).toBe('disclosure');
  const carried = Buffer.from(token.slice(inner?.span?.start, inner?.span?.end), 'base64url').toString();
  expect(carried).toContain(street.digest);
});
