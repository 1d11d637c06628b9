import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseToken } from './parse-token';
import { conceal, encode, issue } from './sd-jwt-example';
import { readSdJwt } from './sd-jwt-reading';

async function read(text: string) {
  const token = parseToken(text);
  if (token.kind !== 'sd-jwt') throw new Error(token.kind);
  return readSdJwt(token);
}
const readParts = async (payload: string, ...disclosures: string[]) => read(await issue(payload, disclosures));

const name = await conceal(['salt', 'given_name', 'Ada']);
const element = await conceal(['salt', 'FR']);
const inner = await conceal(['salt', 'street', 'Hauptstraße 1']);
const outer = await conceal(['salt', 'address', { _sd: [inner.digest], country: 'DE' }]);

describe('the processed claims', () => {
  it('have each value in the place of its digest, in the order of the payload, literals as written', async () => {
    const big = await conceal('[ "salt", "\\u006eumber" , { "x" : 1.50, "n":9007199254740993 } ]');
    const payload = `{ "iss":"é", "_sd": ["${name.digest}", "${big.digest}"], "n": 1e2, "from": ["DE", {"...":"${element.digest}"}, [ ]], "_sd_alg":"sha-256" }`;
    const { claims, problems, unmatchedDigests } = await readParts(payload, big.text, element.text, name.text);
    expect(problems).toEqual([]);
    expect(unmatchedDigests).toBe(0);
    expect(claims).toBe(
      '{"iss":"é","given_name":"Ada","\\u006eumber":{"x":1.50,"n":9007199254740993},"n":1e2,"from":["DE","FR",[]]}',
    );
  });

  it('have nothing of what is withheld but the emptied object and the shorter array', async () => {
    const payload = `{"a":{"_sd":["${name.digest}","decoy"]},"b":[{"...":"${element.digest}"},1,{"...":"decoy 2"}],"c":[{"...":"x"}]}`;
    const { claims, unmatchedDigests, problems } = await readParts(payload);
    expect({ claims, unmatchedDigests, problems }).toEqual({
      claims: '{"a":{},"b":[1],"c":[]}',
      unmatchedDigests: 5,
      problems: [],
    });
  });

  it('come of the default hash, and of the one that the payload names', async () => {
    for (const hash of ['sha-256', 'sha-384', 'sha-512']) {
      const { text, digest } = await conceal(['salt', 'a', 1], hash);
      const reading = await readParts(`{"_sd":["${digest}"],"_sd_alg":"${hash}"}`, text);
      expect(reading).toMatchObject({ claims: '{"a":1}', hash, problems: [] });
    }
    expect(await readParts('{}')).toMatchObject({ hash: 'sha-256', claims: '{}' });
  });

  it('have disclosures inside disclosures, whatever the order in which they stand', async () => {
    const payload = `{"_sd":["${outer.digest}"]}`;
    for (const order of [
      [inner.text, outer.text],
      [outer.text, inner.text],
    ]) {
      const { claims, problems } = await readParts(payload, ...order);
      expect({ claims, problems }).toEqual({
        claims: '{"address":{"street":"Hauptstraße 1","country":"DE"}}',
        problems: [],
      });
    }
  });
});

describe('a disclosure', () => {
  it('says where it belongs, and where its digest stands', async () => {
    const payload = `{"_sd":["${outer.digest}"],"a/b":[{"...":"?"},0,{"...":"${element.digest}"}]}`;
    const { disclosures } = await readParts(payload, inner.text, outer.text, element.text);
    expect(disclosures.map(({ pointer, inside }) => [pointer, inside])).toEqual([
      ['/address/street', 1],
      ['/address', undefined],
      ['/a~1b/1', undefined],
    ]);
    const texts = [disclosures[1]?.part.text, payload, payload];
    expect(disclosures.map(({ digestSpan }, i) => texts[i]?.slice(digestSpan?.start, digestSpan?.end))).toEqual(
      disclosures.map(({ digest }) => `"${digest}"`),
    );
  });

  it('says what it is made of, the value as it is written', async () => {
    const { disclosures } = await readParts('{}', encode('["s\\u0061lt", "n", { "x": 1.0 } ]'), element.text);
    expect(disclosures).toMatchObject([
      { index: 0, salt: 'salt', name: 'n', value: '{ "x": 1.0 }' },
      { index: 1, salt: 'salt', value: '"FR"', digest: element.digest },
    ]);
    expect(disclosures[1]).not.toHaveProperty('name');
  });
});

const sd = (...digests: string[]) => `{"given_name":"Eve","_sd":${JSON.stringify(digests)}}`;
const hidden = async (json: unknown) => {
  const { text, digest } = await conceal(json);
  return [`{"_sd":["${digest}"]}`, text] as const;
};

type Row = [what: string, parts: readonly [payload: string, ...disclosures: string[]], code: string, message: string];

const refused: Row[] = [
  ['a payload that is no object', ['[]'], 'unreadable-payload', 'The payload is not a JSON object'],
  ['a payload that ends too early', ['{"_sd":['], 'unreadable-payload', 'The payload is not a JSON object'],
  ['an unknown hash', ['{"_sd_alg":"md5"}'], 'unknown-hash', '"_sd_alg" is "md5"'],
  ['a hash in other letters', ['{"_sd_alg":"SHA-256"}'], 'unknown-hash', '"_sd_alg" is "SHA-256"'],
  ['a hash that is no string', ['{"_sd_alg":256}'], 'unknown-hash', '"_sd_alg" is not a string, but 256.'],
  ['a hash below the top', ['{"a":[{"_sd_alg":"sha-256"}]}'], 'misplaced-hash', 'in the object at /a/0'],
  ['a disclosed hash', await hidden(['s', '_sd_alg', 'sha-256']), 'misplaced-hash', 'Disclosure 1 discloses "_sd_alg"'],
  ['"_sd" that is no array', ['{"a":{"_sd":"x"}}'], 'malformed-digest', '"_sd" in the object at /a is not an array'],
  ['a digest that is no string', ['{"_sd":["x",1]}'], 'malformed-digest', '"_sd" in the object at the top level'],
  ['"_sd" twice', ['{"_sd":["x"],"_sd":["y"]}'], 'malformed-digest', '"_sd" occurs twice'],
  ['"..." outside of an array', ['{"...":"x"}'], 'malformed-digest', '"..." stands in the object at the top level'],
  ['"..." with something beside it', ['{"a":[{"...":"x","b":1}]}'], 'malformed-digest', 'at /a/0'],
  ['"..." that is no string', ['{"a":[{"...":1}]}'], 'malformed-digest', 'at /a/0'],
  ['a decoy twice', ['{"_sd":["x"],"a":[{"...":"x"}]}'], 'digest-repeated', 'The digest "x" occurs twice.'],
  [
    'a digest twice',
    [`{"a":{"_sd":["${name.digest}"]},"_sd":["${name.digest}"]}`, name.text],
    'digest-repeated',
    'Disclosure 1 has a digest that occurs twice.',
  ],
  [
    'a claim that is there already',
    [sd(name.digest), name.text],
    'claim-exists',
    'Disclosure 1 discloses "given_name"',
  ],
  ['a claim named "_sd"', await hidden(['s', '_sd', ['x']]), 'forbidden-name', 'a claim named "_sd"'],
  ['a claim named "..."', await hidden(['s', '...', 'x']), 'forbidden-name', 'a claim named "..."'],
  ['an element in "_sd"', await hidden(['s', 'x']), 'wrong-disclosure-kind', 'Disclosure 1 has no name'],
  [
    'a member in an array',
    [`{"a":[{"...":"${name.digest}"}]}`, name.text],
    'wrong-disclosure-kind',
    'Disclosure 1 has the name "given_name"',
  ],
  [
    'a disclosure that belongs nowhere',
    ['{}', name.text],
    'disclosure-not-referenced',
    'Disclosure 1 belongs to no digest',
  ],
  [
    'a disclosure without the one that it is in',
    [`{"_sd":["${outer.digest}"]}`, inner.text],
    'disclosure-not-referenced',
    'Disclosure 1 belongs to no digest',
  ],
  [
    'a disclosure twice',
    [`{"_sd":["${name.digest}"]}`, name.text, name.text],
    'disclosure-repeated',
    'Disclosure 2 is the same as disclosure 1.',
  ],
  ['one element', await hidden(['s']), 'malformed-disclosure', 'Disclosure 1 has 1 element:'],
  ['four elements', await hidden(['s', 'a', 1, 2]), 'malformed-disclosure', 'Disclosure 1 has 4 elements:'],
  ['a salt that is no string', await hidden([1, 'a', 1]), 'malformed-disclosure', 'a salt that is not a string'],
  ['a name that is no string', await hidden(['s', 1, 1]), 'malformed-disclosure', 'a name that is not a string'],
  ['an object', await hidden({}), 'malformed-disclosure', 'Disclosure 1 is not a JSON array.'],
  ['no JSON', await hidden('["s", a]'), 'malformed-disclosure', 'Disclosure 1 is not JSON.'],
  ['two texts', await hidden('["s", 1] []'), 'malformed-disclosure', 'Disclosure 1 is not JSON.'],
  ['a byte order mark', await hidden('\uFEFF["s", 1]'), 'malformed-disclosure', 'begins with a byte order mark'],
  ['no UTF-8', ['{}', '_w'], 'malformed-disclosure', 'Disclosure 1 is not UTF-8 text.'],
  ['no base64url', ['{}', `${name.text}=`], 'malformed-disclosure', 'is not base64url without padding'],
  ['nothing between two tildes', ['{}', ''], 'malformed-disclosure', 'Disclosure 1 is not JSON.'],
];

describe('what a verifier must refuse', () => {
  it.each(refused)('%s', async (_what, [payload, ...disclosures], code, message) => {
    const { problems, disclosures: read } = await readParts(payload, ...disclosures);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toContain(message);
    const { index } = problems[0] ?? {};
    if (index !== undefined) expect(read[index]?.problem).toBe(problems[0]?.message);
  });

  it('a last disclosure without its tilde', async () => {
    const text = await issue(`{"_sd":["${name.digest}"]}`, [name.text]);
    expect((await read(text.slice(0, -1))).problems).toMatchObject([{ code: 'missing-tilde', index: 0 }]);
  });

  it('says nothing of where disclosures belong when the hash of their digests is not known', async () => {
    const { problems, claims } = await readParts('{"_sd_alg":"x","_sd":[""],"a":1}', name.text, name.text);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-hash']);
    expect(claims).toBe('{"a":1}');
  });
});

test('a disclosed name of the language itself is a name like any other', async () => {
  for (const proto of ['__proto__', 'constructor', 'toString']) {
    const [payload, text] = await hidden(['s', proto, { a: 1 }]);
    expect(await readParts(payload, text)).toMatchObject({ claims: `{"${proto}":{"a":1}}`, problems: [] });
  }
});

test('neither depth nor a long chain of disclosures is a danger', async () => {
  const deep = 100_000;
  const nested = `{"a":${'['.repeat(deep)}{"_sd":["${name.digest}"]}${']'.repeat(deep)}}`;
  expect(await readParts(nested, name.text)).toMatchObject({
    claims: nested.replace(`"_sd":["${name.digest}"]`, '"given_name":"Ada"'),
    problems: [],
  });
  const texts: string[] = [];
  let digest = '';
  for (let i = 0; i < 4999; i += 1) {
    const link = await conceal(['s', `n${i}`, digest ? { _sd: [digest] } : i]);
    texts.push(link.text);
    digest = link.digest;
  }
  const { disclosures, problems } = await readParts(`{"_sd":["${digest}"]}`, ...texts);
  expect(problems).toEqual([]);
  expect(disclosures[0]?.pointer?.split('/').length).toBe(5000);
});

const SECRET_NAMES = fc.string().filter((one) => !['_sd', '...', '_sd_alg'].includes(one));
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.jsonValue({ maxDepth: 0 }), tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(SECRET_NAMES, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

/** An issuer of its own, by recursion: conceals each member and element that the dice say. */
async function concealSome(value: unknown, dice: () => boolean, texts: string[]): Promise<unknown> {
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const some = await concealSome(item, dice, texts);
      if (dice()) items.push({ '...': await hide([`salt ${texts.length}`, some], texts) });
      else items.push(some);
    }
    return items;
  }
  if (value === null || typeof value !== 'object') return value;
  const digests: string[] = [];
  const members: [string, unknown][] = [];
  for (const [member, one] of Object.entries(value)) {
    const some = await concealSome(one, dice, texts);
    if (dice()) digests.push(await hide([`salt ${texts.length}`, member, some], texts));
    else members.push([member, some]);
  }
  if (digests.length > 0) members.push(['_sd', digests]);
  return Object.fromEntries(members);
}

async function hide(elements: unknown[], texts: string[]): Promise<string> {
  const { text, digest } = await conceal(elements);
  texts.push(text);
  return digest;
}

test('whatever is concealed comes back whole', async () => {
  const dice = fc.infiniteStream(fc.boolean());
  await fc.assert(
    fc.asyncProperty(anyJson.object, dice, async (object, rolls) => {
      const texts: string[] = [];
      const payload = JSON.stringify(await concealSome(object, () => rolls.next().value, texts));
      const { claims, problems } = await readParts(payload, ...texts.reverse());
      expect(problems).toEqual([]);
      expect(JSON.parse(claims ?? '')).toEqual(JSON.parse(JSON.stringify(object)));
    }),
    { numRuns: 100 },
  );
});

test('nothing that stands in a payload or disclosure makes it throw', async () => {
  const word = fc.oneof(fc.constantFrom('_sd', '...', '_sd_alg', 'sha-256', name.digest, outer.digest), fc.string());
  const json = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, word, fc.jsonValue(), fc.array(tie('value')), tie('object')),
    object: fc.dictionary(word, tie('value')),
  }));
  await fc.assert(
    fc.asyncProperty(json.value, fc.array(fc.oneof(json.value, fc.string())), async (payload, values) => {
      const texts = values.map((value) => encode(typeof value === 'string' ? value : JSON.stringify(value)));
      await readParts(JSON.stringify(payload), name.text, outer.text, ...texts);
    }),
    { numRuns: 200 },
  );
});
