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
} from './library';
import { csharpString as quote } from './literal';

const list = (texts: readonly string[]): string => `new[] { ${texts.map(quote).join(', ')} }`;

const refuse = (condition: string, demand: Demand): string[] => [
  `if (${condition})`,
  `    throw new SecurityTokenValidationException(${quote(refusal(demand))});`,
];

const claim = (name: string): string => `Claim(${quote(name)})`;

const hashes: Record<HashName, string> = { 'SHA-256': 'SHA256', 'SHA-384': 'SHA384', 'SHA-512': 'SHA512' };

const nowIn = ({ clock }: Plan): string =>
  clock === undefined ? 'DateTimeOffset.UtcNow.ToUnixTimeSeconds()' : `${clock}L`;

const statements: Statements = {
  present: (demand) => [
    `foreach (var name in ${list(demand.claims)})`,
    '    if (!jwt.Claims.Any(claim => claim.Type == name))',
    '        throw new SecurityTokenValidationException(name + " is missing");',
  ],
  'one-present': (demand) => refuse(demand.claims.map((name) => `${claim(name)} is null`).join(' && '), demand),
  absent: (demand) => refuse(`${claim(demand.claim)} is not null`, demand),
  equal: (demand) => refuse(`${claim(demand.claim)} != ${quote(demand.value)}`, demand),
  'equal-if-present': (demand) =>
    refuse(
      `${claim(demand.claim)} is string ${camelCase(demand.claim)} && ${camelCase(demand.claim)} != ${quote(demand.value)}`,
      demand,
    ),
  address: (demand) => refuse(`${claim(demand.claim)}?.Split('?', '#')[0] != ${quote(demand.value)}`, demand),
  event: (demand) => [
    'using var events = JsonDocument.Parse(Claim("events") ?? "{}");',
    ...refuse(`!events.RootElement.TryGetProperty(${quote(demand.value)}, out _)`, demand),
  ],
  lifetime: (demand) =>
    refuse(
      `!long.TryParse(${claim('iat')}, out var iat) || !long.TryParse(${claim('exp')}, out var exp) || exp - iat > ${demand.seconds}`,
      demand,
    ),
  age(demand, plan) {
    const name = camelCase(demand.claim);
    return refuse(
      `!long.TryParse(${claim(demand.claim)}, out var ${name}) || ${nowIn(plan)} - ${name} is not (>= ${-plan.leeway} and <= ${demand.seconds + plan.leeway})`,
      demand,
    );
  },
  digest(demand) {
    const name = camelCase(demand.claim);
    const octets = demand.half ? `${name}[..(${name}.Length / 2)]` : name;
    const present = demand.optional ? `${claim(demand.claim)} is not null && ` : '';
    return [
      `var ${name} = ${hashes[demand.hash]}.HashData(Encoding.UTF8.GetBytes(${demand.argument}));`,
      ...refuse(`${present}${claim(demand.claim)} != Base64UrlEncoder.Encode(${octets})`, demand),
    ];
  },
};

const secret = 'Environment.GetEnvironmentVariable("JWT_SECRET")!';
const secrets: Record<SecretEncoding, string> = {
  'utf-8': `Encoding.UTF8.GetBytes(${secret})`,
  base64: `Convert.FromBase64String(${secret})`,
  base64url: `Base64UrlEncoder.DecodeBytes(${secret})`,
  hex: `Convert.FromHexString(${secret})`,
};

const publicKey = (create: string, type: string): string[] => [
  `var pem = ${create}.Create();`,
  'pem.ImportFromPem(File.ReadAllText("public-key.pem"));',
  `var key = new ${type}(pem);`,
];

/** Lines before the call, and the parameter that takes the key. */
function keyOf({ key }: Plan): { lines: string[]; option: string } {
  const one = 'IssuerSigningKey = key,';
  switch (key.kind) {
    case 'secret':
      return { lines: [`var key = new SymmetricSecurityKey(${secrets[key.encoding]});`], option: one };
    case 'public-key':
      return {
        lines: key.type === 'EC' ? publicKey('ECDsa', 'ECDsaSecurityKey') : publicKey('RSA', 'RsaSecurityKey'),
        option: one,
      };
    case 'key-set':
      return {
        lines: [
          'using var http = new HttpClient();',
          'var keys = new JsonWebKeySet(await http.GetStringAsync(JwksUri)).GetSigningKeys();',
        ],
        option: 'IssuerSigningKeys = keys,',
      };
    case 'key-in-header':
      return { lines: [`// Missing: ${dotnet.lacks['key-in-header']}`, 'SecurityKey key = null!;'], option: one };
  }
}

function optionsOf(plan: Plan): string[] {
  const issuer = demandOf(plan, 'issuer');
  const audience = demandOf(plan, 'audience');
  const type = demandOf(plan, 'type');
  return [
    `ValidAlgorithms = ${list(plan.algorithms)},`,
    ...(type ? [`ValidTypes = ${list([...new Set([type.written, type.value, `application/${type.value}`])])},`] : []),
    ...(issuer ? [`ValidIssuer = ${quote(issuer.value)},`] : ['ValidateIssuer = false,']),
    ...(audience ? [`ValidAudiences = ${list(audience.values)},`] : ['ValidateAudience = false,']),
    // True by default, which is the better guess as long as nothing says what kind of token it is.
    ...(plan.mustEnd === undefined ? [] : [`RequireExpirationTime = ${plan.mustEnd},`]),
    // Five minutes by default, which nobody asked for.
    `ClockSkew = TimeSpan.FromSeconds(${plan.leeway}),`,
    ...(plan.clock === undefined
      ? []
      : [
          'LifetimeValidator = (notBefore, expires, _, settings) =>',
          '    (notBefore is null || notBefore <= now + settings.ClockSkew) &&',
          '    (expires is null || expires > now - settings.ClockSkew),',
        ]),
  ];
}

const namespaces: readonly (readonly [use: RegExp, name: string])[] = [
  [/\b(?:SHA\d+|RSA|ECDsa)\./, 'System.Security.Cryptography'],
  [/\bEncoding\./, 'System.Text'],
  [/\bJsonDocument\b/, 'System.Text.Json'],
];

function write(plan: Plan): string {
  const key = keyOf(plan);
  const checks = statementsFor(plan, statements, dotnet, ({ kind }) => ['issuer', 'audience', 'type'].includes(kind));
  const usesClaim = checks.some((line) => line.includes('Claim('));
  const body = [
    ...key.lines,
    ...(plan.clock === undefined ? [] : [`var now = DateTimeOffset.FromUnixTimeSeconds(${plan.clock}).UtcDateTime;`]),
    'var parameters = new TokenValidationParameters',
    '{',
    ...indent([key.option, ...optionsOf(plan)], '    '),
    '};',
    'var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);',
    'if (!result.IsValid)',
    '    throw result.Exception;',
    'var jwt = (JsonWebToken)result.SecurityToken;',
    ...(usesClaim
      ? ['string? Claim(string type) => jwt.Claims.SingleOrDefault(claim => claim.Type == type)?.Value;']
      : []),
    ...checks,
    'return jwt;',
  ];
  const parameters = ['token', ...plan.arguments].map((name) => `string ${name}`).join(', ');
  const code = [
    'public static class TokenVerifier',
    '{',
    ...(plan.key.kind === 'key-set' ? [`    private const string JwksUri = "${keySetPlaceholder}";`, ''] : []),
    `    public static async Task<JsonWebToken> VerifyAsync(${parameters})`,
    '    {',
    ...indent(body, '        '),
    '    }',
    '}',
  ].join('\n');
  const used = namespaces.filter(([use]) => use.test(code)).map(([, name]) => name);
  const usings = [...used, 'Microsoft.IdentityModel.JsonWebTokens', 'Microsoft.IdentityModel.Tokens'];
  return [...usings.map((name) => `using ${name};`), '', code, ''].join('\n');
}

/** Microsoft.IdentityModel.JsonWebTokens, with the implicit usings of .NET 6 and newer. */
export const dotnet: Library = {
  id: 'dotnet',
  title: 'Microsoft.IdentityModel 8',
  language: 'C#',
  documentation: 'https://learn.microsoft.com/dotnet/api/microsoft.identitymodel.tokens.tokenvalidationparameters',
  algorithms: commonAlgorithms,
  comment: '//',
  lacks: {
    'key-in-header': 'a DPoP proof is verified with the public key in its own header.',
    thumbprint: 'the thumbprint of the key in the header (RFC 7638) has to be the access token’s "cnf.jkt".',
  },
  notes: (plan) => [
    ...addressNotes(plan),
    ...(demandOf(plan, 'type') ? ['"typ" is compared letter for letter: another case of it is refused.'] : []),
    ...(plan.key.kind === 'key-set' ? ['The key set is fetched for every token: keep it for some minutes.'] : []),
  ],
  write,
};
