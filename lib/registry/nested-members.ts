import { type MemberRow, rowsOf } from './member';
import { openidCore, rfc } from './source';

type NestedRows = { readonly within: readonly string[]; readonly rows: readonly MemberRow[] };

// biome-ignore format: one row a line
const tables: readonly NestedRows[] = [
  { within: ['jwk', 'epk', 'sub_jwk'], rows: [
    ...rowsOf(rfc(7517, '4'), [
      ['kty', 'key type', 'string', 'The family of the key: RSA, EC, OKP, AKP or oct.'],
      ['use', 'key use', 'string', 'What the public key is for: sig to check signatures, enc to encrypt.'],
      ['key_ops', 'key operations', 'strings', 'The operations for which the key may be used.'],
      ['alg', 'algorithm', 'string', 'The one algorithm with which the key may be used.'],
      ['kid', 'key id', 'string', 'The name of the key.'],
    ]),
    ...rowsOf(rfc(7518, '6'), [
      ['crv', 'curve', 'string', 'The curve of the key.'],
      ['x', 'public point, x', 'string', 'Base64url of the public point, or of its x coordinate.'],
      ['y', 'public point, y', 'string', 'Base64url of the y coordinate of the public point.'],
      ['n', 'modulus', 'string', 'Base64url of the RSA modulus.'],
      ['e', 'exponent', 'string', 'Base64url of the public RSA exponent; AQAB is 65537.'],
      ['d', 'private key', 'string', 'The private part of the key, which must never be in a token.'],
      ['k', 'secret', 'string', 'The secret key itself, which must never be in a token.'],
    ]),
  ] },
  { within: ['cnf'], rows: [
    ...rowsOf(rfc(7800, '3.2'), [['jwk', 'public key', 'object', 'The public key whose private half the sender must hold.']]),
    ...rowsOf(rfc(7800, '3.3'), [['jwe', 'encrypted key', 'string', 'The secret key that the sender must hold, encrypted.']]),
    ...rowsOf(rfc(7800, '3.4'), [['kid', 'key id', 'string', 'The name of the key that the sender must hold.']]),
    ...rowsOf(rfc(7800, '3.5'), [['jku', 'key set URL', 'string', 'Where the key that the sender must hold can be fetched.']]),
    ...rowsOf(rfc(8705, '3.1'), [['x5t#S256', 'client certificate', 'string', 'SHA-256 thumbprint of the TLS client certificate that the sender must use.']]),
    ...rowsOf(rfc(9449, '6.1'), [['jkt', 'DPoP key', 'string', 'Thumbprint of the key that must sign a DPoP proof for each request.']]),
  ] },
  { within: ['address'], rows: rowsOf(openidCore('5.1.1', 'AddressClaim'), [
    ['formatted', 'whole address', 'string', 'The whole postal address, as on a label.'],
    ['street_address', 'street', 'string', 'Street, house number, post-office box.'],
    ['locality', 'city', 'string', 'City or place.'],
    ['region', 'region', 'string', 'State, province or region.'],
    ['postal_code', 'postal code', 'string', 'Postal code.'],
    ['country', 'country', 'string', 'Name of the country.'],
  ]) },
  { within: ['act', 'may_act'], rows: rowsOf(rfc(8693, '4.1'), [
    ['sub', 'acting subject', 'string', 'Who acts.'],
    ['iss', 'issuer of the actor', 'string', 'The issuer that knows the actor by this name.'],
    ['act', 'earlier actor', 'object', 'Who acted before; for the record only.'],
  ]) },
  { within: ['realm_access'], rows: rowsOf({ label: 'Keycloak server administration', url: 'https://www.keycloak.org/docs/latest/server_admin/' }, [
    ['roles', 'realm roles', 'strings', 'Roles that the person has in the whole realm.'],
  ], 'public') },
];

const byPlace = new Map(
  tables.flatMap(({ within, rows }) =>
    within.flatMap((outer) => rows.map((row) => [JSON.stringify([outer, row.name]), row] as const)),
  ),
);

/** What is known of a member `name` inside a well-known object `outer` (`cnf`, `jwk`, `address` and the like). */
export function findNestedMember(outer: string, name: string): MemberRow | undefined {
  return byPlace.get(JSON.stringify([outer, name]));
}
