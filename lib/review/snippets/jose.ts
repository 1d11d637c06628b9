import type { Demand, DemandOf, Plan } from './demand';
import {
  importLine,
  javascriptList,
  javascriptParameters,
  javascriptSecret,
  javascriptStatements,
  refuse,
} from './javascript';
import {
  commonAlgorithms,
  demandOf,
  indent,
  keySetPlaceholder,
  type Library,
  type Statements,
  statementsFor,
} from './library';
import { javascriptString as quote } from './literal';

/** The greatest age of the token itself. jose takes one of 0 for none. */
const isAge = (demand: Demand): demand is DemandOf<'age'> =>
  demand.kind === 'age' && demand.claim === 'iat' && demand.seconds > 0;

/** jose has options for these. */
function isOption(demand: Demand): boolean {
  if (demand.kind === 'age') return isAge(demand);
  return ['type', 'issuer', 'audience', 'present'].includes(demand.kind);
}

const statements: Statements = {
  ...javascriptStatements,
  thumbprint: (demand) => [
    `const thumbprint = await calculateJwkThumbprint(header.jwk, 'sha256');`,
    ...refuse(`thumbprint !== ${quote(demand.value)}`, demand),
  ],
};

function keyOf({ key }: Plan): { name: string; lines: string[] } {
  switch (key.kind) {
    case 'secret':
      return { name: 'key', lines: [`const key = ${javascriptSecret(key.encoding)};`] };
    case 'public-key':
      return { name: 'key', lines: [`const key = createPublicKey(readFileSync('public-key.pem'));`] };
    case 'key-set':
      return {
        name: 'keys',
        lines: [`const jwksUri = '${keySetPlaceholder}';`, 'const keys = createRemoteJWKSet(new URL(jwksUri));'],
      };
    case 'key-in-header':
      return { name: 'EmbeddedJWK', lines: [] };
  }
}

function optionsOf(plan: Plan): string[] {
  const type = demandOf(plan, 'type');
  const issuer = demandOf(plan, 'issuer');
  const audience = demandOf(plan, 'audience');
  const present = demandOf(plan, 'present');
  const age = plan.demands.find(isAge);
  return [
    `algorithms: ${javascriptList(plan.algorithms)},`,
    ...(type ? [`typ: ${quote(type.value)},`] : []),
    ...(issuer ? [`issuer: ${quote(issuer.value)},`] : []),
    ...(audience ? [`audience: ${javascriptList(audience.values)},`] : []),
    ...(present ? [`requiredClaims: ${javascriptList(present.claims)},`] : []),
    ...(age ? [`maxTokenAge: ${age.seconds},`] : []),
    `clockTolerance: ${plan.leeway},`,
    ...(plan.clock === undefined ? [] : [`currentDate: new Date(${plan.clock} * 1000),`]),
  ];
}

function write(plan: Plan): string {
  const key = keyOf(plan);
  const checks = statementsFor(plan, statements, jose, isOption);
  const header = /\bheader\./.test(checks.join('\n')) ? ', protectedHeader: header' : '';
  const body = [
    `const { payload${header} } = await jwtVerify(token, ${key.name}, {`,
    ...indent(optionsOf(plan), '  '),
    '});',
    ...checks,
    'return payload;',
  ];
  const code = [
    ...(key.lines.length > 0 ? [...key.lines, ''] : []),
    `export async function verify(${javascriptParameters(plan.arguments)}) {`,
    ...indent(body, '  '),
    '}',
  ].join('\n');
  const imports = [
    ...importLine(code, 'node:crypto', ['createHash', 'createPublicKey']),
    ...importLine(code, 'node:fs', ['readFileSync']),
    ...importLine(code, 'jose', ['calculateJwkThumbprint', 'createRemoteJWKSet', 'EmbeddedJWK', 'jwtVerify']),
  ];
  return [...imports, '', code, ''].join('\n');
}

/** jose, for Node: the key is read from a file. */
export const jose: Library = {
  id: 'jose',
  title: 'jose 6',
  language: 'JavaScript',
  documentation: 'https://github.com/panva/jose/blob/main/docs/jwt/verify/interfaces/JWTVerifyOptions.md',
  algorithms: [...commonAlgorithms, ...['EdDSA', 'Ed25519', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']],
  comment: '//',
  lacks: {},
  write,
};
