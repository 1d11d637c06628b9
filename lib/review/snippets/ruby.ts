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
  snakeCase,
  statementsFor,
} from './library';
import { rubyString as quote } from './literal';

const list = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`;

const refuse = (condition: string, demand: Demand): string =>
  `raise JWT::DecodeError, ${quote(refusal(demand))} if ${condition}`;

const claim = (name: string): string => `claims[${quote(name)}]`;

const hashes: Record<HashName, string> = { 'SHA-256': 'SHA256', 'SHA-384': 'SHA384', 'SHA-512': 'SHA512' };

const nowIn = ({ clock }: Plan): string => (clock === undefined ? 'Time.now.to_i' : String(clock));

const statements: Statements = {
  type: (demand) => [
    refuse(`header["typ"].to_s.downcase.delete_prefix("application/") != ${quote(demand.value)}`, demand),
  ],
  'one-present': (demand) => [refuse(`${list(demand.claims)}.all? { |name| claims[name].nil? }`, demand)],
  absent: (demand) => [refuse(`claims.key?(${quote(demand.claim)})`, demand)],
  equal: (demand) => [refuse(`${claim(demand.claim)} != ${quote(demand.value)}`, demand)],
  'equal-if-present': (demand) => [
    refuse(`claims.key?(${quote(demand.claim)}) && ${claim(demand.claim)} != ${quote(demand.value)}`, demand),
  ],
  address: (demand) => [refuse(`${claim(demand.claim)}.to_s.split(/[?#]/, 2).first != ${quote(demand.value)}`, demand)],
  event: (demand) => [refuse(`!claims["events"].is_a?(Hash) || claims["events"][${quote(demand.value)}].nil?`, demand)],
  lifetime: (demand) => [refuse(`claims["exp"] - claims["iat"] > ${demand.seconds}`, demand)],
  age: (demand, plan) => [
    refuse(
      `!(${nowIn(plan)} - ${claim(demand.claim)}).between?(${-plan.leeway}, ${demand.seconds + plan.leeway})`,
      demand,
    ),
  ],
  digest(demand) {
    const name = snakeCase(camelCase(demand.claim));
    const octets = demand.half ? `${name}[0, ${name}.bytesize / 2]` : name;
    const present = demand.optional ? `claims.key?(${quote(demand.claim)}) && ` : '';
    return [
      `${name} = OpenSSL::Digest.digest("${hashes[demand.hash]}", ${snakeCase(demand.argument)})`,
      refuse(`${present}${claim(demand.claim)} != Base64.urlsafe_encode64(${octets}, padding: false)`, demand),
    ];
  },
};

const secrets: Record<SecretEncoding, string> = {
  'utf-8': 'ENV.fetch("JWT_SECRET")',
  base64: 'Base64.decode64(ENV.fetch("JWT_SECRET"))',
  base64url: 'Base64.urlsafe_decode64(ENV.fetch("JWT_SECRET"))',
  hex: '[ENV.fetch("JWT_SECRET")].pack("H*")',
};

function keyOf({ key }: Plan): string[] {
  switch (key.kind) {
    case 'secret':
      return [`key = ${secrets[key.encoding]}`];
    case 'public-key':
      return ['key = OpenSSL::PKey.read(File.read("public-key.pem"))'];
    case 'key-set':
      return [
        'key = nil # it is found in the set by its kid',
        'jwks = JSON.parse(Net::HTTP.get(URI(JWKS_URI)), symbolize_names: true)',
      ];
    case 'key-in-header':
      return [`# Missing: ${rubyJwt.lacks['key-in-header']}`, 'key = nil'];
  }
}

/** ruby-jwt has no clock of its own: where it stands still, the times are compared after the call. */
function timesOf({ clock, leeway }: Plan): string[] {
  if (clock === undefined) return [];
  return [
    `raise JWT::ExpiredSignature, "the token has expired" if claims.key?("exp") && claims["exp"] <= ${clock - leeway}`,
    `raise JWT::ImmatureSignature, "the token is not valid yet" if claims.key?("nbf") && claims["nbf"] > ${clock + leeway}`,
  ];
}

function optionsOf(plan: Plan): string[] {
  const issuer = demandOf(plan, 'issuer');
  const audience = demandOf(plan, 'audience');
  const lifetime = demandOf(plan, 'lifetime') ? ['exp', 'iat'] : [];
  const ages = plan.demands.flatMap((demand) => (demand.kind === 'age' ? [demand.claim] : []));
  const required = [...new Set([...(demandOf(plan, 'present')?.claims ?? []), ...lifetime, ...ages])];
  return [
    `algorithms: ${list(plan.algorithms)},`,
    ...(plan.key.kind === 'key-set' ? ['jwks: jwks,'] : []),
    ...(issuer ? [`iss: ${quote(issuer.value)}, verify_iss: true,`] : []),
    ...(audience ? [`aud: ${list(audience.values)}, verify_aud: true,`] : []),
    ...(required.length > 0 ? [`required_claims: ${list(required)},`] : []),
    `leeway: ${plan.leeway},`,
    ...(plan.clock === undefined ? [] : ['verify_expiration: false, verify_not_before: false,']),
  ];
}

function write(plan: Plan): string {
  const checks = statementsFor(plan, statements, rubyJwt, ({ kind }) =>
    ['issuer', 'audience', 'present'].includes(kind),
  );
  const body = [
    ...keyOf(plan),
    `claims, ${checks.some((line) => line.includes('header[')) ? 'header' : '_header'} = JWT.decode(token, key, true, {`,
    ...indent(optionsOf(plan), '  '),
    '})',
    ...timesOf(plan),
    ...checks,
    'claims',
  ];
  const parameters = ['token', ...plan.arguments.map(snakeCase)].join(', ');
  const code = [
    ...(plan.key.kind === 'key-set' ? [`JWKS_URI = "${keySetPlaceholder}"`, ''] : []),
    `def verify(${parameters})`,
    ...indent(body, '  '),
    'end',
  ].join('\n');
  const requires = [
    ...(/\bBase64\./.test(code) ? ['base64'] : []),
    ...(plan.key.kind === 'key-set' ? ['json'] : []),
    'jwt',
    ...(plan.key.kind === 'key-set' ? ['net/http'] : []),
    ...(/\bOpenSSL::/.test(code) ? ['openssl'] : []),
  ];
  return [...requires.map((name) => `require "${name}"`), '', code, ''].join('\n');
}

/** ruby-jwt. */
export const rubyJwt: Library = {
  id: 'ruby-jwt',
  title: 'ruby-jwt 2.5 and newer',
  language: 'Ruby',
  documentation: 'https://github.com/jwt/ruby-jwt#readme',
  algorithms: [...commonAlgorithms, ...['ES256K', 'EdDSA']],
  comment: '#',
  lacks: {
    'key-in-header': 'a DPoP proof is verified with the public key in its own header.',
    thumbprint: 'the thumbprint of the key in the header (RFC 7638) has to be the access token’s "cnf.jkt".',
  },
  notes: (plan) => [
    ...addressNotes(plan),
    ...(plan.algorithms.includes('EdDSA') ? ['EdDSA needs the gem jwt-eddsa, since ruby-jwt 3.'] : []),
    ...(plan.key.kind === 'key-set' ? ['The key set is fetched for every token: keep it for some minutes.'] : []),
  ],
  write,
};
