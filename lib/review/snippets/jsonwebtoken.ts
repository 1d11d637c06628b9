import type { Demand, Plan } from './demand';
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

/** jsonwebtoken has options for these. Its `maxAge` takes a token of the future. */
function isOption(demand: Demand): boolean {
  return demand.kind === 'issuer' || demand.kind === 'audience';
}

const statements: Statements = {
  ...javascriptStatements,
  thumbprint: (demand) => [
    'const { kty, crv, x, y, e, n } = header.jwk;',
    "const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y }; // those of RFC 7638, in its order",
    "const thumbprint = createHash('sha256').update(JSON.stringify(members)).digest('base64url');",
    ...refuse(`thumbprint !== ${quote(demand.value)}`, demand),
  ],
};

/** Lines before the function, and its first ones. */
function keyOf({ key }: Plan): { before: string[]; inside: string[] } {
  switch (key.kind) {
    case 'secret':
      return { before: [`const key = createSecretKey(${javascriptSecret(key.encoding)});`, ''], inside: [] };
    case 'public-key':
      return { before: [`const key = createPublicKey(readFileSync('public-key.pem'));`, ''], inside: [] };
    case 'key-set':
      return {
        before: [`const jwksUri = '${keySetPlaceholder}';`, ''],
        inside: [
          'const response = await fetch(jwksUri);',
          'const { keys } = await response.json();',
          'const { kid } = jwt.decode(token, { complete: true }).header;',
          'const jwk = keys.find((candidate) => candidate.kid === kid);',
          "if (!jwk) throw new Error('no key of the set has the kid of the token');",
          "const key = createPublicKey({ key: jwk, format: 'jwk' });",
        ],
      };
    case 'key-in-header':
      return {
        before: [],
        inside: [
          'const { jwk } = jwt.decode(token, { complete: true }).header;',
          "if (jwk.d !== undefined) throw new Error('the key in the header is a private one');",
          "const key = createPublicKey({ key: jwk, format: 'jwk' });",
        ],
      };
  }
}

function optionsOf(plan: Plan): string[] {
  const issuer = demandOf(plan, 'issuer');
  const audience = demandOf(plan, 'audience');
  return [
    `algorithms: ${javascriptList(plan.algorithms)},`,
    ...(issuer ? [`issuer: ${quote(issuer.value)},`] : []),
    ...(audience ? [`audience: ${javascriptList(audience.values)},`] : []),
    `clockTolerance: ${plan.leeway},`,
    ...(plan.clock === undefined ? [] : [`clockTimestamp: ${plan.clock},`]),
    'complete: true,',
  ];
}

function write(plan: Plan): string {
  const { before, inside } = keyOf(plan);
  const checks = statementsFor(plan, statements, jsonwebtoken, isOption);
  const body = [
    ...inside,
    `const { ${/\bheader\./.test(checks.join('\n')) ? 'header, ' : ''}payload } = jwt.verify(token, key, {`,
    ...indent(optionsOf(plan), '  '),
    '});',
    ...checks,
    'return payload;',
  ];
  const code = [
    ...before,
    `export ${plan.key.kind === 'key-set' ? 'async ' : ''}function verify(${javascriptParameters(plan.arguments)}) {`,
    ...indent(body, '  '),
    '}',
  ].join('\n');
  const imports = [
    ...importLine(code, 'node:crypto', ['createHash', 'createPublicKey', 'createSecretKey']),
    ...importLine(code, 'node:fs', ['readFileSync']),
    "import jwt from 'jsonwebtoken';",
  ];
  return [...imports, '', code, ''].join('\n');
}

/** jsonwebtoken of Auth0, for Node. */
export const jsonwebtoken: Library = {
  id: 'jsonwebtoken',
  title: 'jsonwebtoken 9',
  language: 'JavaScript',
  documentation: 'https://github.com/auth0/node-jsonwebtoken#readme',
  algorithms: commonAlgorithms,
  comment: '//',
  lacks: {},
  notes: ({ key }) =>
    key.kind === 'key-set'
      ? ['The key set is fetched for every token: keep it for some minutes, or let jwks-rsa do that.']
      : [],
  write,
};
