import type { SecretEncoding } from '../../jose/key';
import type { ArgumentName, Demand, HashName, Plan } from './demand';
import { camelCase, refusal, type Statements } from './library';
import { javascriptString as quote } from './literal';

/** Texts as a JavaScript array. */
export const javascriptList = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`;

/** The statement that throws where a condition holds. */
export const refuse = (condition: string, demand: Demand): string[] => [
  `if (${condition}) {`,
  `  throw new Error(${quote(refusal(demand))});`,
  '}',
];

const nodeHashes: Record<HashName, string> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

/** The moment to judge for, in seconds, as an expression. */
const nowIn = ({ clock }: Plan): string => (clock === undefined ? 'Math.floor(Date.now() / 1000)' : String(clock));

/** What is asked of `payload` and `header` after a library has verified them; the times compared so that NaN is refused. */
export const javascriptStatements: Statements = {
  type: (demand) => [
    `const typ = String(header.typ).toLowerCase().replace(/^application\\//, '');`,
    ...refuse(`typ !== ${quote(demand.value)}`, demand),
  ],
  present: (demand) => [
    `for (const name of ${javascriptList(demand.claims)}) {`,
    "  if (payload[name] == null) throw new Error(name + ' is missing');",
    '}',
  ],
  'one-present': (demand) => refuse(`!${javascriptList(demand.claims)}.some((name) => payload[name] != null)`, demand),
  absent: (demand) => refuse(`payload.${demand.claim} !== undefined`, demand),
  equal: (demand) => refuse(`payload.${demand.claim} !== ${quote(demand.value)}`, demand),
  'equal-if-present': (demand) =>
    refuse(`payload.${demand.claim} !== undefined && payload.${demand.claim} !== ${quote(demand.value)}`, demand),
  address: (demand) => [
    `const ${demand.claim} = new URL(payload.${demand.claim}); // throws where it is none`,
    ...refuse(`${demand.claim}.origin + ${demand.claim}.pathname !== ${quote(demand.value)}`, demand),
  ],
  event: (demand) => refuse(`payload.events?.[${quote(demand.value)}] == null`, demand),
  lifetime: (demand) => refuse(`!(payload.exp - payload.iat <= ${demand.seconds})`, demand),
  age(demand, plan) {
    const name = `${camelCase(demand.claim)}Age`;
    return [
      `const ${name} = ${nowIn(plan)} - payload.${demand.claim};`,
      ...refuse(`!(${name} >= ${-plan.leeway} && ${name} <= ${demand.seconds + plan.leeway})`, demand),
    ];
  },
  digest: (demand) => {
    const name = camelCase(demand.claim);
    const value = demand.half ? `${name}.subarray(0, ${name}.length / 2)` : name;
    const present = demand.optional ? `payload.${demand.claim} !== undefined && ` : '';
    return [
      `const ${name} = createHash('${nodeHashes[demand.hash]}').update(${demand.argument}).digest();`,
      ...refuse(`${present}payload.${demand.claim} !== ${value}.toString('base64url')`, demand),
    ];
  },
};

const bufferEncodings: Record<SecretEncoding, string> = {
  'utf-8': 'utf8',
  base64: 'base64',
  base64url: 'base64url',
  hex: 'hex',
};

/** The octets of the secret, as an expression. */
export const javascriptSecret = (encoding: SecretEncoding): string =>
  `Buffer.from(process.env.JWT_SECRET, '${bufferEncodings[encoding]}')`;

/** The parameters of the function: the token, then by name what came with it. */
export const javascriptParameters = (names: readonly ArgumentName[]): string =>
  names.length === 0 ? 'token' : `token, { ${names.join(', ')} }`;

/** The line that imports from a module those of `names` that the code has in it; none where it has none. */
export function importLine(code: string, module: string, names: readonly string[]): string[] {
  const used = names.filter((name) => new RegExp(`\\b${name}\\(`).test(code) || code.includes(`, ${name}, {`));
  return used.length > 0 ? [`import { ${used.join(', ')} } from '${module}';`] : [];
}
