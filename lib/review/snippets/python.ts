import type { SecretEncoding } from '../../jose/key';
import type { Demand, HashName, Plan } from './demand';
import {
  addressNotes,
  commonAlgorithms,
  demandOf,
  indent,
  keySetPlaceholder,
  type Library,
  refusal,
  type Statements,
  snakeCase,
  statementsFor,
  withoutStrings,
} from './library';
import { pythonString as quote } from './literal';

const list = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`;

const refuse = (condition: string, demand: Demand): string[] => [
  `if ${condition}:`,
  `    raise jwt.InvalidTokenError(${quote(refusal(demand))})`,
];

const claim = (name: string): string => `claims.get(${quote(name)})`;

const hashes: Record<HashName, string> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

const nowIn = ({ clock }: Plan): string => (clock === undefined ? 'int(time.time())' : String(clock));

const base64url = (octets: string): string => `base64.urlsafe_b64encode(${octets}).rstrip(b"=").decode()`;

const statements: Statements = {
  type: (demand) =>
    refuse(`str(header.get("typ")).lower().removeprefix("application/") != ${quote(demand.value)}`, demand),
  'one-present': (demand) => refuse(`all(claims.get(name) is None for name in ${list(demand.claims)})`, demand),
  absent: (demand) => refuse(`${quote(demand.claim)} in claims`, demand),
  equal: (demand) => refuse(`${claim(demand.claim)} != ${quote(demand.value)}`, demand),
  'equal-if-present': (demand) =>
    refuse(`${quote(demand.claim)} in claims and claims[${quote(demand.claim)}] != ${quote(demand.value)}`, demand),
  address: (demand) => refuse(`re.split("[?#]", ${claim(demand.claim)})[0] != ${quote(demand.value)}`, demand),
  event: (demand) => refuse(`${quote(demand.value)} not in claims["events"]`, demand),
  lifetime: (demand) => refuse(`claims["exp"] - claims["iat"] > ${demand.seconds}`, demand),
  age: (demand, plan) =>
    refuse(
      `not ${-plan.leeway} <= ${nowIn(plan)} - claims[${quote(demand.claim)}] <= ${demand.seconds + plan.leeway}`,
      demand,
    ),
  digest(demand) {
    const digest = `hashlib.${hashes[demand.hash]}(${snakeCase(demand.argument)}.encode()).digest()`;
    const present = demand.optional ? `${quote(demand.claim)} in claims and ` : '';
    return [
      `digest = ${digest}`,
      ...refuse(
        `${present}${claim(demand.claim)} != ${base64url(demand.half ? 'digest[: len(digest) // 2]' : 'digest')}`,
        demand,
      ),
    ];
  },
  thumbprint: (demand) => [
    'names = {"RSA": ["e", "kty", "n"], "EC": ["crv", "kty", "x", "y"], "OKP": ["crv", "kty", "x"]}[jwk["kty"]]',
    'members = json.dumps({name: jwk[name] for name in names}, separators=(",", ":"))  # as in RFC 7638',
    ...refuse(`${base64url('hashlib.sha256(members.encode()).digest()')} != ${quote(demand.value)}`, demand),
  ],
};

const secrets: Record<SecretEncoding, string> = {
  'utf-8': 'os.environ["JWT_SECRET"].encode()',
  base64: 'base64.b64decode(os.environ["JWT_SECRET"])',
  base64url: 'base64.urlsafe_b64decode(os.environ["JWT_SECRET"] + "==")',
  hex: 'bytes.fromhex(os.environ["JWT_SECRET"])',
};

function keyOf({ key }: Plan): string[] {
  switch (key.kind) {
    case 'secret':
      return [`key = ${secrets[key.encoding]}`];
    case 'public-key':
      return ['key = Path("public-key.pem").read_text()'];
    case 'key-set':
      return ['key = jwks.get_signing_key_from_jwt(token).key'];
    case 'key-in-header':
      return [
        'jwk = jwt.get_unverified_header(token)["jwk"]',
        'if "d" in jwk:',
        '    raise jwt.InvalidTokenError("the key in the header is a private one")',
        'key = jwt.PyJWK(jwk).key',
      ];
  }
}

/** PyJWT has no clock of its own: where it stands still, the times are compared after the call. */
function timesOf({ clock, leeway }: Plan): string[] {
  if (clock === undefined) return [];
  return [
    `if "exp" in claims and claims["exp"] <= ${clock - leeway}:`,
    '    raise jwt.ExpiredSignatureError("the token has expired")',
    `if "nbf" in claims and claims["nbf"] > ${clock + leeway}:`,
    '    raise jwt.ImmatureSignatureError("the token is not valid yet")',
  ];
}

function optionsOf(plan: Plan): string[] {
  const issuer = demandOf(plan, 'issuer');
  const audience = demandOf(plan, 'audience');
  const lifetime = demandOf(plan, 'lifetime') ? ['exp', 'iat'] : [];
  const ages = plan.demands.flatMap((demand) => (demand.kind === 'age' ? [demand.claim] : []));
  const required = [...new Set([...(demandOf(plan, 'present')?.claims ?? []), ...lifetime, ...ages])];
  const still = plan.clock !== undefined && '"verify_exp": False, "verify_nbf": False, "verify_iat": False';
  const options = [
    required.length > 0 && `"require": ${list(required)}`,
    // Without an audience PyJWT refuses every token that has one.
    !audience && '"verify_aud": False',
    still,
  ].filter((option) => typeof option === 'string');
  return [
    `algorithms=${list(plan.algorithms)},`,
    ...(issuer ? [`issuer=${quote(issuer.value)},`] : []),
    ...(audience ? [`audience=${list(audience.values)},`] : []),
    `leeway=${plan.leeway},`,
    ...(options.length > 0 ? [`options={${options.join(', ')}},`] : []),
  ];
}

function write(plan: Plan): string {
  const checks = statementsFor(plan, statements, pyjwt, ({ kind }) => ['issuer', 'audience', 'present'].includes(kind));
  const parameters = ['token: str', ...plan.arguments.map((name) => `${snakeCase(name)}: str`)];
  const body = [
    ...keyOf(plan),
    'claims = jwt.decode(',
    ...indent(['token,', 'key,', ...optionsOf(plan)], '    '),
    ')',
    ...(demandOf(plan, 'type') ? ['header = jwt.get_unverified_header(token)'] : []),
    ...timesOf(plan),
    ...checks,
    'return claims',
  ];
  const code = [
    ...(plan.key.kind === 'key-set'
      ? [`JWKS_URI = "${keySetPlaceholder}"`, 'jwks = jwt.PyJWKClient(JWKS_URI)', '', '']
      : ['']),
    `def verify(${parameters.join(', ')}) -> dict:`,
    ...indent(body, '    '),
  ].join('\n');
  const standard = ['base64', 'hashlib', 'json', 'os', 're', 'time'].filter((name) =>
    new RegExp(`\\b${name}\\.`).test(withoutStrings(code)),
  );
  return [
    ...standard.map((name) => `import ${name}`),
    ...(code.includes('Path(') ? ['from pathlib import Path'] : []),
    ...(standard.length > 0 || code.includes('Path(') ? [''] : []),
    'import jwt',
    '',
    code,
    '',
  ].join('\n');
}

/** PyJWT, with its `crypto` extra for public keys. */
export const pyjwt: Library = {
  id: 'pyjwt',
  title: 'PyJWT 2',
  language: 'Python',
  documentation: 'https://pyjwt.readthedocs.io/en/stable/api.html',
  algorithms: [...commonAlgorithms, ...['ES256K', 'EdDSA']],
  comment: '#',
  lacks: {},
  notes: addressNotes,
  write,
};
