import { type MemberRow, rowsOf } from './member';
import { publication } from './source';

const entra = publication(
  'Microsoft Entra access token claims',
  'https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference',
);
const cognito = publication(
  'Amazon Cognito tokens',
  'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html',
);
const keycloak = publication('Keycloak server administration', 'https://www.keycloak.org/docs/latest/server_admin/');
const okta = publication('Okta access tokens', 'https://developer.okta.com/docs/reference/api/oidc/');
const google = publication(
  'Google ID token',
  'https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload',
);
const firebase = publication('Firebase ID tokens', 'https://firebase.google.com/docs/auth/admin/verify-id-tokens');
const auth0 = publication('Auth0 access tokens', 'https://auth0.com/docs/secure/tokens/access-tokens');
const supabase = publication('Supabase JWT claims', 'https://supabase.com/docs/guides/auth/jwt-fields');

/** Claims that are in no registry, but that a well-known issuer writes and documents: public in effect. */
// biome-ignore format: one row a line
export const vendorClaims: readonly MemberRow[] = [
  ...rowsOf(entra, [
    ['tid', 'tenant id', 'string', 'The directory (tenant) to which the subject belongs.'],
    ['oid', 'object id', 'string', 'The id of the subject in the directory, the same for all applications.'],
    ['upn', 'user principal name', 'string', 'The sign-in name of the person, often an e-mail address; it may change.'],
    ['unique_name', 'shown name', 'string', 'A readable name of the person; it need not be unique.'],
    ['appid', 'application id', 'string', 'The client application, in tokens of version 1.0.'],
    ['appidacr', 'client authentication', 'string', 'How the client authenticated: 0 not at all, 1 by secret, 2 by certificate.'],
    ['azpacr', 'client authentication', 'string', 'How the client authenticated: 0 not at all, 1 by secret, 2 by certificate.'],
    ['idp', 'identity provider', 'string', 'The identity provider that authenticated the subject.'],
    ['scp', 'scope', 'any', 'What the client may do on behalf of the person.'],
    ['ver', 'token version', 'any', 'The version of the form of the token.'],
    ['wids', 'directory roles', 'strings', 'Roles that the person has in the whole directory.'],
    ['hasgroups', 'has groups', 'boolean', 'That the person is in groups which are not listed here.'],
    ['ipaddr', 'IP address', 'string', 'The address from which the person signed in.'],
    ['uti', 'token id', 'string', 'An id of this one token at the issuer.'],
    ['rh', 'internal', 'string', 'For the issuer alone; to be ignored.'],
    ['aio', 'internal', 'string', 'For the issuer alone; to be ignored.'],
    ['idtyp', 'subject type', 'string', 'Whether the token is for an application alone (app) or a person (user).'],
  ], 'public'),
  ...rowsOf(cognito, [
    ['cognito:username', 'user name', 'string', 'The user name in the user pool.'],
    ['cognito:groups', 'groups', 'strings', 'Groups of the user pool to which the person belongs.'],
    ['cognito:roles', 'IAM roles', 'strings', 'AWS roles that come with the groups.'],
    ['cognito:preferred_role', 'preferred role', 'string', 'The AWS role that comes with the first group.'],
    ['token_use', 'token use', 'string', 'Whether this is an ID token (id) or an access token (access).'],
    ['event_id', 'event id', 'string', 'The sign-in event at the issuer.'],
    ['origin_jti', 'original token id', 'string', 'The id of the refresh token of this sign-in.'],
  ], 'public'),
  ...rowsOf(keycloak, [
    ['realm_access', 'realm roles', 'object', 'Roles that the person has in the whole realm.'],
    ['resource_access', 'client roles', 'object', 'Roles that the person has at single clients.'],
    ['allowed-origins', 'allowed origins', 'strings', 'Web origins from which the client may call.'],
    ['session_state', 'session', 'string', 'The session at the issuer.'],
    ['typ', 'token type', 'string', 'The kind of token: Bearer, ID or Refresh.'],
  ], 'public'),
  ...rowsOf(okta, [
    ['uid', 'user id', 'string', 'The id of the person at the issuer.'],
    ['cid', 'client id', 'string', 'The OAuth client that asked for the token.'],
  ], 'public'),
  ...rowsOf(google, [['hd', 'hosted domain', 'string', 'The Workspace or Cloud domain of the person.']], 'public'),
  ...rowsOf(firebase, [
    ['firebase', 'Firebase sign-in', 'object', 'How and with which identities the person signed in.'],
    ['user_id', 'user id', 'string', 'The id of the person in the project.'],
  ], 'public'),
  ...rowsOf(auth0, [
    ['gty', 'grant type', 'string', 'The OAuth grant by which the token was issued.'],
    ['permissions', 'permissions', 'strings', 'Rights that the token gives at this API.'],
    ['org_id', 'organization id', 'string', 'The organization for which the person signed in.'],
  ], 'public'),
  ...rowsOf(supabase, [
    ['role', 'role', 'any', 'The role of the subject, at some issuers the database role.'],
    ['aal', 'assurance level', 'string', 'How strongly the person signed in: aal1 or aal2.'],
    ['session_id', 'session id', 'string', 'The session of the person.'],
    ['app_metadata', 'application data', 'object', 'Data about the person that only the server can change.'],
    ['user_metadata', 'user data', 'object', 'Data about the person that the person can change.'],
    ['is_anonymous', 'anonymous', 'boolean', 'Whether the person has not signed in by name.'],
  ], 'public'),
];
