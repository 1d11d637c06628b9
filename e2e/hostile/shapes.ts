import { encode, hs256, makeToken } from '../tokens';
import { type Entry, objectText, SECRET } from './entry';

const MEGA = 1_000_000;
const many = <Made>(count: number, make: (at: number) => Made): Made[] =>
  Array.from({ length: count }, (_, at) => make(at));
const members = (count: number, name: (at: number) => string): string =>
  objectText([...many(count, (at) => [name(at), at] as const)]);
const deep = (open: string, inner: string, close: string, times: number) =>
  open.repeat(times) + inner + close.repeat(times);
const signed = (claims: string) => hs256(claims, SECRET);
const [first = '', second = '', third = ''] = signed('{"sub":"ada"}').split('.');

/** Deep, wide, long and many: texts whose form is the attack. */
const tokens: Record<string, () => string> = {
  'arrays in arrays, 100,000 deep': () => signed(`{"a":${deep('[', '', ']', 100_000)}}`),
  'objects in objects, 100,000 deep': () => signed(deep('{"a":', '1', '}', 100_000)),
  'arrays that never end, 100,000 deep': () => signed(`{"a":${'['.repeat(100_000)}`),
  'objects in the header, 5,000 deep': () =>
    makeToken(`{"alg":"HS256","a":${deep('{"a":', '1', '}', 5_000)}}`, '{}', SECRET),
  'arrays in the text around a token, 50,000 deep': () =>
    deep('[', JSON.stringify(signed('{"sub":"ada"}')), ']', 50_000),
  'brackets without a token, 100,000': () => '{"a":['.repeat(100_000),
  'ten thousand claims': () => signed(members(10_000, (at) => `claim-${at}`)),
  'one claim ten thousand times': () => signed(members(10_000, () => 'exp')),
  'ten thousand header parameters': () =>
    makeToken(`{"alg":"HS256",${members(10_000, (at) => `p${at}`).slice(1)}`, '{}', SECRET),
  'ten thousand names of the prototype': () => signed(members(10_000, (at) => `__proto__${at % 2 ? '' : at}`)),
  'a list of a hundred thousand numbers': () => signed(`{"aud":[${'1,'.repeat(100_000)}1]}`),
  'a list of twenty thousand audiences': () =>
    signed(JSON.stringify({ aud: many(20_000, (at) => `https://a${at}.example`) })),
  'ten thousand critical extensions': () =>
    makeToken({ alg: 'HS256', crit: many(10_000, (at) => `x${at}`) }, '{}', SECRET),
  'a string of ten megabytes': () => signed(`{"sub":"${'x'.repeat(10 * MEGA)}"}`),
  'a "kid" of a megabyte': () => makeToken({ alg: 'HS256', kid: 'k'.repeat(MEGA) }, '{}', SECRET),
  'an "alg" of a megabyte': () => makeToken({ alg: 'A'.repeat(MEGA) }, '{}', SECRET, 'HS256'),
  'a name of a megabyte': () => signed(objectText([['n'.repeat(MEGA), 1]])),
  'a number of a hundred thousand digits': () => signed(`{"exp":${'9'.repeat(100_000)}}`),
  'an exponent of a thousand digits': () => signed(`{"exp":1e${'9'.repeat(1000)},"iat":-1E-${'9'.repeat(1000)}}`),
  'a hundred thousand escapes': () => signed(`{"sub":"${'\\u0041'.repeat(100_000)}"}`),
  'a hundred thousand half pairs': () => signed(`{"sub":"${'\\ud800'.repeat(100_000)}"}`),
  'a megabyte of blanks between members': () => signed(`{"sub":${' '.repeat(MEGA)}"ada"}`),
  'a hundred thousand lines': () => signed(`{"sub":"ada"${'\n'.repeat(100_000)}}`),
  'a megabyte without a line end': () => signed(`{"sub":"${'<b>'.repeat(MEGA / 3)}"}`),
  'dates out of every range': () => signed('{"exp":1e400,"iat":-1e400,"nbf":99999999999999999999,"auth_time":8.64e15}'),
  'a megabyte of dots': () => '.'.repeat(MEGA),
  'a megabyte of tildes': () => `${signed('{"sub":"ada"}')}${'~'.repeat(MEGA)}`,
  'a hundred thousand beginnings of a token': () => 'eyJ'.repeat(100_000),
  'a hundred thousand beginnings apart': () => 'eyJ.'.repeat(100_000),
  'a thousand tokens': () => many(1_000, (at) => signed(JSON.stringify({ sub: `ada-${at}` }))).join('\n'),
  'a signature of a megabyte': () => `${first}.${second}.${'A'.repeat(MEGA)}`,
  'a megabyte of characters that are not base64url': () => `${first}.${'*'.repeat(MEGA)}.${third}`,
  'a thousand signers': () =>
    JSON.stringify({ payload: second, signatures: many(1_000, () => ({ protected: first, signature: third })) }),
  'two thousand disclosures': () =>
    `${signed('{"_sd":[]}')}~${many(2_000, (at) => encode([`salt-${at}`, `name-${at}`, at])).join('~')}~`,
  'a thousand recipients': () =>
    JSON.stringify({
      protected: encode({ enc: 'A256GCM' }),
      recipients: many(1_000, (at) => ({ header: { alg: 'A128KW', kid: `${at}` }, encrypted_key: 'AAAA' })),
      iv: 'AAAA',
      ciphertext: 'AAAA',
      tag: 'AAAA',
    }),
  'a compressed text that may be a bomb': () =>
    `${encode({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}..AAAA.${'A'.repeat(MEGA)}.AAAA`,
  'ten million rounds of a password': () =>
    `${encode({ alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', p2c: 10_000_000, p2s: 'AAAAAAAAAAA' })}.AAAA.AAAA.AAAA.AAAA`,
  'tokens in tokens, ten deep': () =>
    many(10, (at) => at).reduce(
      (inner) => makeToken({ alg: 'HS256', cty: 'JWT' }, inner, SECRET),
      signed('{"sub":"ada"}'),
    ),
};

/** Keys whose form is the attack. */
const keys: Record<string, () => string> = {
  'a set of five thousand keys': () =>
    JSON.stringify({ keys: many(5_000, (at) => ({ kty: 'oct', kid: `${at}`, k: 'AAAA' })) }),
  'a key in arrays, 100,000 deep': () => `{"keys":${deep('[', '', ']', 100_000)}}`,
  'a secret of a megabyte': () => 'k'.repeat(MEGA),
  'a modulus of a hundred thousand digits': () => JSON.stringify({ kty: 'RSA', e: 'AQAB', n: 'w'.repeat(100_000) }),
  'a megabyte of PEM without an end': () => `-----BEGIN PUBLIC KEY-----\n${'A'.repeat(MEGA)}`,
  'twenty thousand beginnings of a PEM': () => '-----BEGIN '.repeat(20_000),
  'twenty thousand empty PEMs': () => '-----BEGIN A-----\n-----END A-----\n'.repeat(20_000),
  'a certificate nested 10,000 deep': () => {
    // Every octet pair opens a sequence of no known end: what reads it by recursion runs out of room.
    const body = Buffer.from('3080'.repeat(10_000), 'hex').toString('base64');
    return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
  },
};

const entries = (texts: Record<string, () => string>, into: Entry['into']): Entry[] =>
  Object.entries(texts).map(([name, text]) => ({ family: 'shapes', name, into, text }));

/** Texts that are too deep, too wide, too long or too many. */
export const shapes: readonly Entry[] = [...entries(tokens, 'token'), ...entries(keys, 'key')];
