// `npm run bench:read`: the strict reader, with every position and literal, beside what merely decodes. The header and the
// signature are small; of 1 MB the payload is what is read.
import { bench, describe } from 'vitest';
import { tokenOfSize } from '../../scripts/bench/token.mjs';
import { parseToken } from './parse-token';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The token's payload by the platform's own means. */
function decodePayload(text: string): unknown {
  return JSON.parse(decoder.decode(Buffer.from(text.split('.')[1] ?? '', 'base64url')));
}

describe.each([1_000, 100_000, 1_000_000])('reading a token of %i characters', (size) => {
  const { text } = tokenOfSize(size);
  bench('Buffer.from + TextDecoder + JSON.parse', () => void decodePayload(text));
  bench('parseToken', () => void parseToken(text));
});
