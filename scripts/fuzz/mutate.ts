import { jsonTexts, keyTexts, pickToken as pickSigned, surroundings } from './corpus';
import { disclosedTokens } from './disclosed';
import { encryptedTokens } from './encrypted';
import type { Random } from './random';

/** What an input is made to look like; every law looks at inputs of one kind. */
export type Input = { kind: 'token' | 'paste' | 'json' | 'key'; text: string };

/** Pieces that readers have stumbled over. */
const PIECES: readonly string[] = [
  ...'.~=+/-_ \t\n\r",:{}[]\\0159eE\'`<>&%;$',
  ...['\u0000', '\u007f', '\u00a0', '\u00e9', '\u2028', '\ufeff', '\ud800', '\udc00', '🦊', '\u202e', 'ﬀ'],
  ...['%2E', '%', '\\n', '\\u', '\\ud800', '\\"', '/*', '//', '1e999', '-0', '0x1', 'NaN', 'true', 'null', 'undefined'],
  ...[
    '"__proto__":',
    '"alg":"none",',
    '"crit":[],',
    '"exp":',
    '{"a":',
    '[[[[',
    ']]]]',
    'eyJ',
    'ey',
    'Bearer ',
    '..',
    '~~',
  ],
  ...['-----BEGIN ', '-----END ', 'PUBLIC KEY-----', '\\n', '"kty":"oct",', '"keys":[', 'MIIB'],
];

/** Signed tokens mostly; one of four is encrypted, or has disclosures that fit. */
const pickToken = (random: Random): string =>
  random.oneIn(4) ? random.pick(random.oneIn(2) ? encryptedTokens : disclosedTokens) : pickSigned(random);

type Mutation = (text: string, random: Random) => string;

const splice = (text: string, at: number, remove: number, insert: string) =>
  text.slice(0, at) + insert + text.slice(at + remove);

function stretch(text: string, random: Random) {
  const start = random.below(text.length + 1);
  return { start, length: random.below(Math.min(40, text.length - start) + 1) };
}

const flipBit: Mutation = (text, random) => {
  const at = random.below(Math.max(1, text.length));
  return splice(text, at, 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << random.below(7))));
};
const insertPiece: Mutation = (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(PIECES));
const replaceByPiece: Mutation = (text, random) => splice(text, random.below(text.length + 1), 1, random.pick(PIECES));
const remove: Mutation = (text, random) => {
  const { start, length } = stretch(text, random);
  return splice(text, start, length, '');
};
const repeat: Mutation = (text, random) => {
  const { start, length } = stretch(text, random);
  return splice(text, start, 0, text.slice(start, start + length).repeat(1 + random.below(3)));
};
const move: Mutation = (text, random) => {
  const { start, length } = stretch(text, random);
  const rest = splice(text, start, length, '');
  return splice(rest, random.below(rest.length + 1), 0, text.slice(start, start + length));
};
const cutOff: Mutation = (text, random) => text.slice(0, random.below(text.length + 1));
const cross: Mutation = (text, random) => {
  const other = random.oneIn(3) ? random.pick(jsonTexts) : pickToken(random);
  return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
};

const plain: readonly Mutation[] = [flipBit, insertPiece, replaceByPiece, remove, repeat, move, cutOff, cross];

/** One to four changes of a text, character by character. */
export function mutateText(text: string, random: Random): string {
  let mutated = text;
  for (let left = 1 + random.below(4); left > 0; left -= 1) mutated = random.pick(plain)(mutated, random);
  return mutated;
}

/** Changes what a segment says and encodes it again, so that the change gets past the decoder; at times octets. */
const mutateInside: Mutation = (text, random) => {
  // Every second piece is a dot or a tilde.
  const pieces = text.split(/([.~])/);
  const index = 2 * random.below((pieces.length + 1) / 2);
  const bytes = Buffer.from(pieces[index] ?? '', 'base64url');
  if (random.oneIn(4)) {
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
    pieces[index] = bytes.toString('base64url');
  } else pieces[index] = Buffer.from(mutateText(bytes.toString('utf8'), random)).toString('base64url');
  return pieces.join('');
};

/** The dots and what lies between them: segments swapped, doubled, left out. */
const mutateSegments: Mutation = (text, random) => {
  const segments = text.split('.');
  const at = random.below(segments.length);
  const action = random.below(3);
  if (action === 0) segments.splice(at, 1);
  else if (action === 1) segments.splice(at, 0, random.pick(segments));
  else segments.reverse();
  return segments.join('.');
};

/** The strings of a token in JSON: what one says is changed and encoded again, or two of them change places. */
const mutateStrings: Mutation = (text, random) => {
  const strings = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  const [one, other] = [random.below(strings.length || 1), random.below(strings.length || 1)];
  if (random.oneIn(3)) {
    return strings.reduceRight((rest, { index, 0: string }, at) => {
      const put = strings[at === one ? other : at === other ? one : at]?.[0] ?? string;
      return splice(rest, index, string.length, put);
    }, text);
  }
  const { index = 0, 0: string = '' } = strings[one] ?? {};
  const said = Buffer.from(string.slice(1, -1), 'base64url').toString('utf8');
  const put = Buffer.from(mutateText(said, random)).toString('base64url');
  return splice(text, index, string.length, `"${put}"`);
};

const mutateToken: Mutation = (text, random) => {
  const kind = random.below(10);
  if (kind === 0) return text;
  if (text.startsWith('{')) return kind < 6 ? mutateStrings(text, random) : mutateText(text, random);
  if (kind < 5) return mutateInside(text, random);
  return kind < 6 ? mutateSegments(text, random) : mutateText(text, random);
};

/** Half of the keys are changed in one character only, so that some of them are keys still. */
const mutateKey: Mutation = (text, random) =>
  random.oneIn(2) ? random.pick([flipBit, replaceByPiece])(text, random) : mutateText(text, random);

function makePaste(random: Random): string {
  const around = random.pick(surroundings).replaceAll('*', () => {
    const token = pickToken(random);
    return random.oneIn(3) && !token.startsWith('{')
      ? token.replace(/.{30}/g, '$&\n')
      : random.oneIn(3)
        ? mutateToken(token, random)
        : token;
  });
  return random.oneIn(2) ? mutateText(around, random) : around;
}

/** The next input: two of three are tokens, the others pasted texts, JSON and keys. */
export function makeInput(random: Random): Input {
  const choice = random.below(12);
  if (choice < 8) return { kind: 'token', text: mutateToken(pickToken(random), random) };
  if (choice === 8) return { kind: 'paste', text: makePaste(random) };
  if (choice === 9) return { kind: 'key', text: mutateKey(random.pick(keyTexts), random) };
  return { kind: 'json', text: mutateText(random.pick(jsonTexts), random) };
}
