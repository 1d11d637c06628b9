import type { SecretEncoding } from '../../jose/key';
import type { Demand, HashName, Plan } from './demand';
import {
  addressNotes,
  camelCase,
  indent,
  keySetPlaceholder,
  type Library,
  refusal,
  type Statements,
  statementsFor,
} from './library';
import { phpString as quote } from './literal';

const list = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`;

const refuse = (condition: string, demand: Demand): string[] => [
  `if (${condition}) {`,
  `    throw new UnexpectedValueException(${quote(refusal(demand))});`,
  '}',
];

const claim = (name: string): string => `($claims->${name} ?? null)`;

const hashes: Record<HashName, string> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

const nowIn = ({ clock }: Plan): string => (clock === undefined ? 'time()' : String(clock));

const statements: Statements = {
  type: (demand) => [
    "$typ = preg_replace('~^application/~', '', strtolower((string) ($headers->typ ?? '')));",
    ...refuse(`$typ !== ${quote(demand.value)}`, demand),
  ],
  issuer: (demand) => refuse(`${claim('iss')} !== ${quote(demand.value)}`, demand),
  audience: (demand) => refuse(`array_intersect((array) ${claim('aud')}, ${list(demand.values)}) === []`, demand),
  present: (demand) => [
    `foreach (${list(demand.claims)} as $name) {`,
    '    if (!isset($claims->$name)) {',
    "        throw new UnexpectedValueException($name . ' is missing');",
    '    }',
    '}',
  ],
  'one-present': (demand) => refuse(demand.claims.map((name) => `!isset($claims->${name})`).join(' && '), demand),
  absent: (demand) => refuse(`property_exists($claims, ${quote(demand.claim)})`, demand),
  equal: (demand) => refuse(`${claim(demand.claim)} !== ${quote(demand.value)}`, demand),
  'equal-if-present': (demand) =>
    refuse(
      `property_exists($claims, ${quote(demand.claim)}) && $claims->${demand.claim} !== ${quote(demand.value)}`,
      demand,
    ),
  address: (demand) =>
    refuse(`preg_split('/[?#]/', (string) ${claim(demand.claim)})[0] !== ${quote(demand.value)}`, demand),
  event: (demand) => refuse(`!isset($claims->events->{${quote(demand.value)}})`, demand),
  lifetime: (demand) =>
    refuse(`!isset($claims->iat, $claims->exp) || $claims->exp - $claims->iat > ${demand.seconds}`, demand),
  age(demand, plan) {
    const name = `$${camelCase(demand.claim)}Age`;
    return [
      `${name} = ${nowIn(plan)} - ($claims->${demand.claim} ?? 0);`,
      ...refuse(`${name} < ${-plan.leeway} || ${name} > ${demand.seconds + plan.leeway}`, demand),
    ];
  },
  digest(demand) {
    const name = `$${camelCase(demand.claim)}`;
    const octets = demand.half ? `substr(${name}, 0, intdiv(strlen(${name}), 2))` : name;
    const present = demand.optional ? `property_exists($claims, ${quote(demand.claim)}) && ` : '';
    return [
      `${name} = hash('${hashes[demand.hash]}', $${demand.argument}, true);`,
      ...refuse(`${present}${claim(demand.claim)} !== JWT::urlsafeB64Encode(${octets})`, demand),
    ];
  },
};

const secrets: Record<SecretEncoding, string> = {
  'utf-8': "getenv('JWT_SECRET')",
  base64: "base64_decode(getenv('JWT_SECRET'))",
  base64url: "JWT::urlsafeB64Decode(getenv('JWT_SECRET'))",
  hex: "hex2bin(getenv('JWT_SECRET'))",
};

/** The lines that make `$key`, one Key object or several: there the algorithm goes with the key. */
function keyOf(plan: Plan): string[] {
  const { key, algorithms } = plan;
  const single = algorithms.length === 1 ? quote(algorithms[0] ?? '') : '$algorithm';
  const choice =
    algorithms.length === 1
      ? []
      : [
          "$algorithm = json_decode(JWT::urlsafeB64Decode(explode('.', $token)[0]))->alg ?? null;",
          `if (!in_array($algorithm, ${list(algorithms)}, true)) {`,
          "    throw new UnexpectedValueException('alg is not accepted');",
          '}',
        ];
  switch (key.kind) {
    case 'secret':
      return [...choice, `$key = new Key(${secrets[key.encoding]}, ${single});`];
    case 'public-key':
      if (key.type === 'OKP')
        return [...choice, `$key = new Key(getenv('JWT_PUBLIC_KEY'), ${single}); // bare Base64, not PEM`];
      return [...choice, `$key = new Key(file_get_contents('public-key.pem'), ${single});`];
    case 'key-set':
      return [
        '$keySet = json_decode(file_get_contents(JWKS_URI), true);',
        `$key = JWK::parseKeySet($keySet, ${quote(algorithms[0] ?? '')});`,
      ];
    case 'key-in-header':
      return [...choice, `// Missing: ${phpJwt.lacks['key-in-header']}`, `$key = new Key('', ${single});`];
  }
}

function write(plan: Plan): string {
  const isSet = plan.key.kind === 'key-set';
  const body = [
    ...keyOf(plan),
    `JWT::$leeway = ${plan.leeway};`,
    ...(plan.clock === undefined ? [] : [`JWT::$timestamp = ${plan.clock};`]),
    '$headers = new stdClass();',
    '$claims = JWT::decode($token, $key, $headers);',
    ...(isSet
      ? [
          `if (!in_array($headers->alg, ${list(plan.algorithms)}, true)) {`,
          "    throw new UnexpectedValueException('alg is not accepted');",
          '}',
        ]
      : []),
    ...statementsFor(plan, statements, phpJwt, () => false),
    'return $claims;',
  ];
  const parameters = ['token', ...plan.arguments].map((name) => `string $${name}`).join(', ');
  const lines = [
    '<?php',
    '',
    ...(isSet ? ['use Firebase\\JWT\\JWK;'] : []),
    'use Firebase\\JWT\\JWT;',
    ...(isSet ? [] : ['use Firebase\\JWT\\Key;']),
    '',
    ...(isSet ? [`const JWKS_URI = '${keySetPlaceholder}';`, ''] : []),
    `function verify(${parameters}): stdClass`,
    '{',
    ...indent(body, '    '),
    '}',
    '',
  ];
  return lines.join('\n');
}

/** php-jwt of Firebase. */
export const phpJwt: Library = {
  id: 'php-jwt',
  title: 'firebase/php-jwt 6 and newer',
  language: 'PHP',
  documentation: 'https://github.com/googleapis/php-jwt#readme',
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES256K', 'EdDSA', 'PS256'],
  comment: '//',
  lacks: {
    'key-in-header': 'a DPoP proof is verified with the public key in its own header.',
    thumbprint: 'the thumbprint of the key in the header (RFC 7638) has to be the access token’s "cnf.jkt".',
  },
  notes: (plan) => [
    ...addressNotes(plan),
    ...(plan.algorithms.includes('PS256') ? ['PS256 needs php-jwt 7 and phpseclib 3 beside it.'] : []),
    ...(plan.key.kind === 'key-set'
      ? ['The key set is fetched for every token: CachedKeySet of php-jwt keeps it.']
      : []),
  ],
  write,
};
