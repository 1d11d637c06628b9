import { expect, test } from 'vitest';
import { firstState } from './first-state';
import { takeText } from './given-text';

const TOKEN = 'eyJhbGciOiJub25lIn0.e30.';

test.each([
  ['a token', TOKEN, 'token'],
  ['a session as a browser saves it', `{"log":{"entries":[{"value":"Bearer ${TOKEN}"}]}}`, 'token'],
  ['a PEM key', '-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----', 'key'],
  ['a JWK', '{"kty":"oct","k":"c2VjcmV0"}', 'key'],
  ['a key set', '{"keys":[]}', 'key'],
] as const)('%s goes where it belongs', async (_, text, place) => {
  const before = await firstState();
  const after = takeText(before, text, 0);
  expect(after.key.text === text ? 'key' : 'token').toBe(place);
  expect(after.input === before.input).toBe(place === 'key');
});

test('an empty text leaves everything as it is', async () => {
  const before = await firstState();
  expect(takeText(before, '', 0)).toBe(before);
});
