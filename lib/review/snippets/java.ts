import type { SecretEncoding } from '../../jose/key';
import type { Demand, Plan } from './demand';
import {
  addressNotes,
  camelCase,
  commonAlgorithms,
  indent,
  keySetPlaceholder,
  type Library,
  refusal,
  type Statements,
  statementsFor,
} from './library';
import { javaString as quote } from './literal';

const list = (texts: readonly string[]): string => `List.of(${texts.map(quote).join(', ')})`;

const refuse = (condition: string, demand: Demand): string[] => [
  `if (${condition}) {`,
  `    throw new JwtException(${quote(refusal(demand))});`,
  '}',
];

const claim = (name: string): string => `claims.get(${quote(name)})`;

const nowIn = ({ clock }: Plan): string => (clock === undefined ? 'Instant.now().getEpochSecond()' : `${clock}L`);

const statements: Statements = {
  type: (demand) => [
    'String typ = String.valueOf(jws.getHeader().getType()).toLowerCase(Locale.ROOT);',
    ...refuse(`!typ.replaceFirst("^application/", "").equals(${quote(demand.value)})`, demand),
  ],
  audience: (demand) =>
    refuse(
      `claims.getAudience() == null || Collections.disjoint(claims.getAudience(), ${list(demand.values)})`,
      demand,
    ),
  present: (demand) => [
    `for (String name : ${list(demand.claims)}) {`,
    '    if (claims.get(name) == null) {',
    '        throw new JwtException(name + " is missing");',
    '    }',
    '}',
  ],
  'one-present': (demand) => refuse(demand.claims.map((name) => `${claim(name)} == null`).join(' && '), demand),
  absent: (demand) => refuse(`claims.containsKey(${quote(demand.claim)})`, demand),
  'equal-if-present': (demand) =>
    refuse(
      `claims.containsKey(${quote(demand.claim)}) && !${quote(demand.value)}.equals(${claim(demand.claim)})`,
      demand,
    ),
  address: (demand) =>
    refuse(`!String.valueOf(${claim(demand.claim)}).split("[?#]", 2)[0].equals(${quote(demand.value)})`, demand),
  event: (demand) =>
    refuse(`!(${claim('events')} instanceof Map<?, ?> events) || events.get(${quote(demand.value)}) == null`, demand),
  lifetime: (demand) => [
    'Date issued = claims.getIssuedAt();',
    'Date expires = claims.getExpiration();',
    ...refuse(
      `issued == null || expires == null || expires.getTime() - issued.getTime() > ${demand.seconds * 1000}L`,
      demand,
    ),
  ],
  age(demand, plan) {
    const name = camelCase(demand.claim);
    const seconds =
      demand.claim === 'iat'
        ? [`long ${name} = claims.getIssuedAt().getTime() / 1000;`]
        : [`long ${name} = claims.get(${quote(demand.claim)}, Number.class).longValue();`];
    return [
      ...seconds,
      `long ${name}Age = ${nowIn(plan)} - ${name};`,
      ...refuse(`${name}Age < ${-plan.leeway} || ${name}Age > ${demand.seconds + plan.leeway}L`, demand),
    ];
  },
  digest(demand) {
    const name = camelCase(demand.claim);
    const octets = demand.half ? `Arrays.copyOf(${name}, ${name}.length / 2)` : name;
    const present = demand.optional ? `claims.containsKey(${quote(demand.claim)}) && ` : '';
    return [
      `byte[] ${name} = MessageDigest.getInstance("${demand.hash}").digest(${demand.argument}.getBytes(StandardCharsets.UTF_8));`,
      ...refuse(
        `${present}!Base64.getUrlEncoder().withoutPadding().encodeToString(${octets}).equals(${claim(demand.claim)})`,
        demand,
      ),
    ];
  },
};

const secrets: Record<SecretEncoding, string> = {
  'utf-8': 'System.getenv("JWT_SECRET").getBytes(StandardCharsets.UTF_8)',
  base64: 'Decoders.BASE64.decode(System.getenv("JWT_SECRET"))',
  base64url: 'Decoders.BASE64URL.decode(System.getenv("JWT_SECRET"))',
  hex: 'HexFormat.of().parseHex(System.getenv("JWT_SECRET"))',
};

const factories = { RSA: 'RSA', EC: 'EC', OKP: 'EdDSA' } as const;

/** Lines before the call, and the line of the parser that takes the key. */
function keyOf({ key }: Plan): { lines: string[]; option: string } {
  switch (key.kind) {
    case 'secret':
      return { lines: [`SecretKey key = Keys.hmacShaKeyFor(${secrets[key.encoding]});`], option: '.verifyWith(key)' };
    case 'public-key':
      return {
        lines: [
          'String pem = Files.readString(Path.of("public-key.pem")).replaceAll("-----[A-Z ]+-----|\\\\s", "");',
          `PublicKey key = KeyFactory.getInstance("${factories[key.type]}")`,
          '    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));',
        ],
        option: '.verifyWith(key)',
      };
    case 'key-set':
      return {
        lines: [
          'JwkSet keys;',
          'try (InputStream stream = new URI(JWKS_URI).toURL().openStream()) {',
          '    keys = Jwks.setParser().build().parse(stream);',
          '}',
          'Map<Object, Key> keysById = new HashMap<>();',
          'keys.getKeys().forEach(jwk -> keysById.put(jwk.getId(), jwk.toKey()));',
        ],
        option: '.keyLocator(header -> keysById.get(header.get("kid")))',
      };
    case 'key-in-header':
      return {
        lines: [`// Missing: ${jjwt.lacks['key-in-header']}`, 'PublicKey key = null;'],
        option: '.verifyWith(key)',
      };
  }
}

/** Names of algorithms are constants there: those that it has not cannot be written. */
const known = (plan: Plan): readonly string[] => plan.algorithms.filter((name) => jjwt.algorithms.includes(name));

/** Whether an option of the parser sees to a demand; its audience would want all that are named. */
function isOption(demand: Demand): boolean {
  return (
    demand.kind === 'issuer' || demand.kind === 'equal' || (demand.kind === 'audience' && demand.values.length === 1)
  );
}

function optionsOf(plan: Plan): string[] {
  const adds = known(plan).map((name) => `.add(Jwts.SIG.${name})`);
  return [
    `.sig().clear()${adds.join('')}.and()`,
    ...plan.demands.filter(isOption).flatMap((demand) => {
      if (demand.kind === 'issuer') return [`.requireIssuer(${quote(demand.value)})`];
      if (demand.kind === 'audience') return [`.requireAudience(${quote(demand.values[0] ?? '')})`];
      return demand.kind === 'equal' ? [`.require(${quote(demand.claim)}, ${quote(demand.value)})`] : [];
    }),
    `.clockSkewSeconds(${plan.leeway}L)`,
    ...(plan.clock === undefined ? [] : [`.clock(() -> Date.from(Instant.ofEpochSecond(${plan.clock}L)))`]),
  ];
}

const classes: readonly string[] = [
  ...['io.jsonwebtoken.Claims', 'io.jsonwebtoken.Jws', 'io.jsonwebtoken.JwtException', 'io.jsonwebtoken.Jwts'],
  ...['io.jsonwebtoken.io.Decoders', 'io.jsonwebtoken.security.JwkSet', 'io.jsonwebtoken.security.Jwks'],
  ...['io.jsonwebtoken.security.Keys', 'java.io.InputStream', 'java.net.URI', 'java.nio.charset.StandardCharsets'],
  ...['java.nio.file.Files', 'java.nio.file.Path', 'java.security.Key', 'java.security.KeyFactory'],
  ...['java.security.MessageDigest', 'java.security.PublicKey', 'java.security.spec.X509EncodedKeySpec'],
  ...['java.time.Instant', 'java.util.Arrays', 'java.util.Base64', 'java.util.Collections', 'java.util.Date'],
  ...['java.util.HashMap', 'java.util.HexFormat', 'java.util.List', 'java.util.Locale', 'java.util.Map'],
  ...['javax.crypto.SecretKey'],
];

function write(plan: Plan): string {
  const key = keyOf(plan);
  const body = [
    ...key.lines,
    'Jws<Claims> jws = Jwts.parser()',
    ...indent([key.option, ...optionsOf(plan), '.build()', '.parseSignedClaims(token);'], '    '),
    'Claims claims = jws.getPayload();',
    ...statementsFor(plan, statements, jjwt, isOption),
    'return claims;',
  ];
  const parameters = ['token', ...plan.arguments].map((name) => `String ${name}`).join(', ');
  const code = [
    'public final class TokenVerifier {',
    ...(plan.key.kind === 'key-set' ? [`    private static final String JWKS_URI = "${keySetPlaceholder}";`, ''] : []),
    `    public static Claims verify(${parameters}) throws Exception {`,
    ...indent(body, '        '),
    '    }',
    '}',
  ].join('\n');
  const imports = classes.filter((name) => new RegExp(`\\b${name.slice(name.lastIndexOf('.') + 1)}\\b`).test(code));
  return [...imports.map((name) => `import ${name};`), '', code, ''].join('\n');
}

/** jjwt, for Java 17. */
export const jjwt: Library = {
  id: 'jjwt',
  title: 'jjwt 0.12 and newer',
  language: 'Java',
  documentation: 'https://github.com/jwtk/jjwt#reading-a-jws',
  algorithms: [...commonAlgorithms, 'EdDSA'],
  comment: '//',
  lacks: {
    'key-in-header': 'a DPoP proof is verified with the public key in its own header.',
    thumbprint: 'the thumbprint of the key in the header (RFC 7638) has to be the access token’s "cnf.jkt".',
  },
  notes: (plan) => [
    ...addressNotes(plan),
    ...(plan.key.kind === 'key-set' ? ['The key set is fetched for every token: keep it for some minutes.'] : []),
  ],
  write,
};
