import type { SecretEncoding } from '../../jose/key';
import type { Demand, HashName, Plan } from './demand';
import {
  addressNotes,
  camelCase,
  commonAlgorithms,
  demandOf,
  indent,
  keySetPlaceholder,
  type Library,
  refusal,
  type Statements,
  statementsFor,
  withoutStrings,
} from './library';
import { goString as quote } from './literal';

const list = (texts: readonly string[]): string => `[]string{${texts.map(quote).join(', ')}}`;

const refuse = (condition: string, demand: Demand): string[] => [
  `if ${condition} {`,
  `\treturn nil, errors.New(${quote(refusal(demand))})`,
  '}',
];

const claim = (name: string): string => `claims[${quote(name)}]`;

const hashes: Record<HashName, string> = {
  'SHA-256': 'sha256.Sum256',
  'SHA-384': 'sha512.Sum384',
  'SHA-512': 'sha512.Sum512',
};

const nowIn = ({ clock }: Plan): string => (clock === undefined ? 'float64(time.Now().Unix())' : String(clock));

const statements: Statements = {
  type: (demand) => [
    'typ, _ := token.Header["typ"].(string)',
    ...refuse(`strings.TrimPrefix(strings.ToLower(typ), "application/") != ${quote(demand.value)}`, demand),
  ],
  present: (demand) => [
    `for _, name := range ${list(demand.claims)} {`,
    '\tif claims[name] == nil {',
    '\t\treturn nil, errors.New(name + " is missing")',
    '\t}',
    '}',
  ],
  'one-present': (demand) => refuse(demand.claims.map((name) => `${claim(name)} == nil`).join(' && '), demand),
  absent: (demand) => refuse(`_, found := ${claim(demand.claim)}; found`, demand),
  equal: (demand) => refuse(`${claim(demand.claim)} != ${quote(demand.value)}`, demand),
  'equal-if-present': (demand) =>
    refuse(`value, found := ${claim(demand.claim)}; found && value != ${quote(demand.value)}`, demand),
  address: (demand) => [
    `${demand.claim}, _ := ${claim(demand.claim)}.(string)`,
    `if end := strings.IndexAny(${demand.claim}, "?#"); end >= 0 {`,
    `\t${demand.claim} = ${demand.claim}[:end]`,
    '}',
    ...refuse(`${demand.claim} != ${quote(demand.value)}`, demand),
  ],
  event: (demand) => [
    'events, _ := claims["events"].(map[string]any)',
    ...refuse(`events[${quote(demand.value)}] == nil`, demand),
  ],
  lifetime: (demand) => [
    'expires, _ := claims.GetExpirationTime()',
    'issued, _ := claims.GetIssuedAt()',
    ...refuse(`expires == nil || issued == nil || expires.Unix()-issued.Unix() > ${demand.seconds}`, demand),
  ],
  age(demand, plan) {
    const name = camelCase(demand.claim);
    const [least, most] = [-plan.leeway, demand.seconds + plan.leeway];
    return [
      `${name}, isNumber := ${claim(demand.claim)}.(float64)`,
      `${name}Age := ${nowIn(plan)} - ${name}`,
      ...refuse(`!isNumber || ${name}Age < ${least} || ${name}Age > ${most}`, demand),
    ];
  },
  digest(demand) {
    const name = camelCase(demand.claim);
    const octets = demand.half ? `${name}[:len(${name})/2]` : `${name}[:]`;
    const present = demand.optional ? `${claim(demand.claim)} != nil && ` : '';
    return [
      `${name} := ${hashes[demand.hash]}([]byte(${demand.argument}))`,
      ...refuse(`${present}${claim(demand.claim)} != base64.RawURLEncoding.EncodeToString(${octets})`, demand),
    ];
  },
};

const failed = ['if err != nil {', '\treturn nil, err', '}'];

const secrets: Record<SecretEncoding, readonly string[]> = {
  'utf-8': ['key := []byte(os.Getenv("JWT_SECRET"))'],
  base64: ['key, err := base64.StdEncoding.DecodeString(os.Getenv("JWT_SECRET"))', ...failed],
  base64url: ['key, err := base64.RawURLEncoding.DecodeString(os.Getenv("JWT_SECRET"))', ...failed],
  hex: ['key, err := hex.DecodeString(os.Getenv("JWT_SECRET"))', ...failed],
};

const parsers = {
  RSA: 'ParseRSAPublicKeyFromPEM',
  EC: 'ParseECPublicKeyFromPEM',
  OKP: 'ParseEdPublicKeyFromPEM',
} as const;

function keyOf({ key }: Plan): readonly string[] {
  switch (key.kind) {
    case 'secret':
      return secrets[key.encoding];
    case 'public-key':
      return [
        'pem, err := os.ReadFile("public-key.pem")',
        ...failed,
        `key, err := jwt.${parsers[key.type]}(pem)`,
        ...failed,
      ];
    case 'key-set':
      return [
        '// Keep keys for the life of the program: it fetches the set anew in the background.',
        'keys, err := keyfunc.NewDefaultCtx(context.Background(), []string{jwksURI})',
        ...failed,
      ];
    case 'key-in-header':
      return [`// Missing: ${golangJwt.lacks['key-in-header']}`, 'var key crypto.PublicKey'];
  }
}

function optionsOf(plan: Plan): string[] {
  const issuer = demandOf(plan, 'issuer');
  const audience = demandOf(plan, 'audience');
  return [
    `jwt.WithValidMethods(${list(plan.algorithms)}),`,
    ...(issuer ? [`jwt.WithIssuer(${quote(issuer.value)}),`] : []),
    ...(audience ? [`jwt.WithAudience(${audience.values.map(quote).join(', ')}),`] : []),
    ...(demandOf(plan, 'present')?.claims.includes('exp') ? ['jwt.WithExpirationRequired(),'] : []),
    ...(plan.leeway > 0 ? [`jwt.WithLeeway(${plan.leeway}*time.Second),`] : []),
    ...(plan.clock === undefined ? [] : [`jwt.WithTimeFunc(func() time.Time { return time.Unix(${plan.clock}, 0) }),`]),
  ];
}

const packages: readonly (readonly [use: string, path: string])[] = [
  ['context.', 'context'],
  ['crypto.', 'crypto'],
  ['sha256.', 'crypto/sha256'],
  ['sha512.', 'crypto/sha512'],
  ['base64.', 'encoding/base64'],
  ['hex.', 'encoding/hex'],
  ['errors.', 'errors'],
  ['os.', 'os'],
  ['strings.', 'strings'],
  ['time.', 'time'],
];

function write(plan: Plan): string {
  const checks = statementsFor(plan, statements, golangJwt, ({ kind }) => kind === 'issuer' || kind === 'audience');
  const isSet = plan.key.kind === 'key-set';
  const key = keyOf(plan);
  const isNew = demandOf(plan, 'type') !== undefined || !key.some((line) => line.includes('err'));
  const body = [
    ...key,
    'claims := jwt.MapClaims{}',
    `${demandOf(plan, 'type') ? 'token' : '_'}, err ${isNew ? ':=' : '='} jwt.ParseWithClaims(tokenString, claims,`,
    ...indent(
      [isSet ? 'keys.Keyfunc,' : 'func(*jwt.Token) (any, error) { return key, nil },', ...optionsOf(plan)],
      '\t',
    ),
    ')',
    ...failed,
    ...checks,
    'return claims, nil',
  ];
  const parameters = ['tokenString', ...plan.arguments].join(', ');
  const code = [
    ...(isSet ? [`const jwksURI = "${keySetPlaceholder}"`, ''] : []),
    `func Verify(${parameters} string) (jwt.MapClaims, error) {`,
    ...indent(body, '\t'),
    '}',
  ].join('\n');
  // Go refuses an import without use, and what stands in a string is none.
  const bare = withoutStrings(code);
  const standard = packages.filter(([use]) => new RegExp(`\\b${use.replace('.', '\\.')}`).test(bare));
  const imports = [
    ...standard.map(([, path]) => `"${path}"`),
    '',
    ...(isSet ? ['"github.com/MicahParks/keyfunc/v3"'] : []),
    '"github.com/golang-jwt/jwt/v5"',
  ];
  return ['package auth', '', 'import (', ...indent(imports, '\t'), ')', '', code, ''].join('\n');
}

/** golang-jwt, with keyfunc of Micah Parks for key sets. */
export const golangJwt: Library = {
  id: 'golang-jwt',
  title: 'golang-jwt v5',
  language: 'Go',
  documentation: 'https://pkg.go.dev/github.com/golang-jwt/jwt/v5#ParserOption',
  algorithms: [...commonAlgorithms, 'EdDSA'],
  comment: '//',
  lacks: {
    'key-in-header': 'a DPoP proof is verified with the public key in its own header, which golang-jwt does not read.',
    thumbprint: 'the thumbprint of the key in the header (RFC 7638) has to be the access token’s "cnf.jkt".',
  },
  notes: (plan) => [
    ...addressNotes(plan),
    ...((demandOf(plan, 'audience')?.values.length ?? 0) > 1
      ? ['More than one audience needs golang-jwt 5.3 or newer.']
      : []),
  ],
  write,
};
