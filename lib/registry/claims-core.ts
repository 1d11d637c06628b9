import { type MemberRow, rowsOf } from './member';
import { openidCore, publication, rfc } from './source';

const standardClaims = openidCore('5.1', 'StandardClaims');
const idToken = openidCore('2', 'IDToken');
const assurance = publication(
  'OpenID Identity Assurance Claims §4',
  'https://openid.net/specs/openid-connect-4-ida-claims-1_0.html',
);

/**
 * Registered claims of the JWT specification, OpenID Connect and OAuth: the ones met every day
 * (IANA "JSON Web Token Claims", https://www.iana.org/assignments/jwt/jwt.xhtml).
 */
// biome-ignore format: one row a line
export const coreClaims: readonly MemberRow[] = [
  ...rowsOf(rfc(7519, '4.1.1'), [['iss', 'issuer', 'string-or-uri', 'Who made the token and answers for its contents.']]),
  ...rowsOf(rfc(7519, '4.1.2'), [['sub', 'subject', 'string-or-uri', 'Whom or what the token is about, by an id that is unique at the issuer.']]),
  ...rowsOf(rfc(7519, '4.1.3'), [['aud', 'audience', 'string-or-strings', 'For whom the token is meant; anyone else must refuse it.']]),
  ...rowsOf(rfc(7519, '4.1.4'), [['exp', 'expires', 'numeric-date', 'From this moment on the token must not be accepted.']]),
  ...rowsOf(rfc(7519, '4.1.5'), [['nbf', 'not before', 'numeric-date', 'Before this moment the token must not be accepted.']]),
  ...rowsOf(rfc(7519, '4.1.6'), [['iat', 'issued at', 'numeric-date', 'When the token was made.']]),
  ...rowsOf(rfc(7519, '4.1.7'), [['jti', 'token id', 'string', 'An id of this one token, by which a replay can be noticed.']]),
  ...rowsOf(standardClaims, [
    ['name', 'full name', 'string', 'The full name of the person, as it is to be shown.'],
    ['given_name', 'given name', 'string', 'Given or first names of the person.'],
    ['family_name', 'family name', 'string', 'Surnames or last names of the person.'],
    ['middle_name', 'middle name', 'string', 'Middle names of the person.'],
    ['nickname', 'nickname', 'string', 'The casual name of the person.'],
    ['preferred_username', 'preferred user name', 'string', 'The short name that the person wishes to go by; it may change and need not be unique.'],
    ['profile', 'profile page', 'string', 'URL of the profile page of the person.'],
    ['picture', 'picture', 'string', 'URL of a picture of the person.'],
    ['website', 'website', 'string', 'URL of the web page or blog of the person.'],
    ['email', 'e-mail address', 'string', 'The e-mail address of the person; it need not be unique.'],
    ['email_verified', 'e-mail verified', 'boolean', 'Whether the issuer made sure that the person controls the e-mail address.'],
    ['gender', 'gender', 'string', 'The gender of the person, as given to the issuer.'],
    ['birthdate', 'birth date', 'string', 'The birth date of the person as YYYY-MM-DD, or the year alone.'],
    ['zoneinfo', 'time zone', 'string', 'The time zone of the person, such as Europe/Paris.'],
    ['locale', 'locale', 'string', 'The language and region of the person, such as en-GB.'],
    ['phone_number', 'telephone number', 'string', 'The telephone number of the person, best written as +49 30 123456.'],
    ['phone_number_verified', 'telephone verified', 'boolean', 'Whether the issuer made sure that the person controls the telephone number.'],
    ['address', 'postal address', 'object', 'The postal address of the person.'],
    ['updated_at', 'updated', 'numeric-date', 'When what is known of the person last changed.'],
  ]),
  ...rowsOf(idToken, [
    ['azp', 'authorized party', 'string', 'The client to which this ID token was issued.'],
    ['nonce', 'nonce', 'string', 'Ties the token to the one request that asked for it, so that it cannot be replayed.'],
    ['auth_time', 'authenticated', 'numeric-date', 'When the person last signed in.'],
    ['acr', 'authentication class', 'string', 'How strong the sign-in was, by a name that the parties agreed on.'],
    ['amr', 'authentication methods', 'strings', 'How the person signed in, for instance by password and one-time code.'],
  ]),
  ...rowsOf(openidCore('3.1.3.6', 'CodeIDToken'), [['at_hash', 'access token hash', 'string', 'The left half of the hash of the access token that came with this token.']]),
  ...rowsOf(openidCore('3.3.2.11', 'HybridIDToken'), [['c_hash', 'code hash', 'string', 'The left half of the hash of the authorization code that came with this token.']]),
  ...rowsOf(openidCore('7.4', 'SelfIssuedResponse'), [['sub_jwk', 'subject key', 'object', 'The public key that checks the signature of a self-issued ID token.']]),
  ...rowsOf(openidCore('5.6.2', 'AggregatedDistributedClaims'), [
    ['_claim_names', 'claim sources by name', 'object', 'Says for each claim that is held elsewhere which source has it.'],
    ['_claim_sources', 'claim sources', 'object', 'Says where claims that are held elsewhere can be had.'],
  ]),
  ...rowsOf(publication('OpenID Front-Channel Logout §3', 'https://openid.net/specs/openid-connect-frontchannel-1_0.html'), [['sid', 'session id', 'string', 'The session at the issuer to which this token belongs.']]),
  ...rowsOf(rfc(8693, '4.1'), [['act', 'actor', 'object', 'Who acts on behalf of the subject.']]),
  ...rowsOf(rfc(8693, '4.2'), [['scope', 'scope', 'string', 'What the token allows, as names parted by single blanks.']]),
  ...rowsOf(rfc(8693, '4.3'), [['client_id', 'client id', 'string', 'The OAuth client that asked for the token.']]),
  ...rowsOf(rfc(8693, '4.4'), [['may_act', 'authorized actor', 'object', 'Who is allowed to act on behalf of the subject.']]),
  ...rowsOf(rfc(9068, '2.2.3.1'), [
    ['roles', 'roles', 'any', 'Roles that the subject has.'],
    ['groups', 'groups', 'any', 'Groups to which the subject belongs.'],
    ['entitlements', 'entitlements', 'any', 'Single rights that the subject has.'],
  ]),
  ...rowsOf(rfc(7800, '3.1'), [['cnf', 'confirmation key', 'object', 'The key that the sender must prove to hold: without that proof the token is worth nothing.']]),
  ...rowsOf(rfc(9449, '4.2'), [
    ['htm', 'HTTP method', 'string', 'The method of the HTTP request that this DPoP proof belongs to.'],
    ['htu', 'HTTP URI', 'string', 'The address of the HTTP request that this DPoP proof belongs to, without query and fragment.'],
    ['ath', 'access token hash', 'string', 'Base64url of the SHA-256 hash of the access token that this DPoP proof goes with.'],
  ]),
  ...rowsOf(rfc(9396, '9.1'), [['authorization_details', 'authorization details', 'array', 'What the token allows, in detail, one object for each kind of right.']]),
  ...rowsOf(rfc(9701, '5'), [['token_introspection', 'token introspection', 'object', 'What the authorization server says of another token.']]),
  ...rowsOf(rfc(8417, '2.2'), [
    ['events', 'security events', 'object', 'What happened, one member for each event, by the URI of its kind.'],
    ['toe', 'time of event', 'numeric-date', 'When the event happened.'],
    ['txn', 'transaction id', 'string', 'Ties tokens about the same transaction together.'],
  ]),
  ...rowsOf(rfc(9493, '4.1'), [['sub_id', 'subject identifier', 'object', 'Whom the token is about, in one of several formats.']]),
  ...rowsOf(rfc(9901, '4.2.4.1'), [['_sd', 'disclosure digests', 'strings', 'Digests of claims that the holder may disclose one by one.']]),
  ...rowsOf(rfc(9901, '4.2.4.2'), [['...', 'item digest', 'string', 'Digest of an array item that the holder may disclose.']]),
  ...rowsOf(rfc(9901, '4.1.1'), [['_sd_alg', 'digest algorithm', 'string', 'The hash that makes the digests of the disclosures; sha-256 when it is not named.']]),
  ...rowsOf(rfc(9901, '4.3'), [['sd_hash', 'presentation hash', 'string', 'Ties the key-binding token to the disclosures that were presented with it.']]),
  ...rowsOf(publication('OAuth Token Status List', 'https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/'), [
    ['status', 'status', 'object', 'Where to find out whether the token was revoked.'],
    ['status_list', 'status list', 'object', 'The compressed list of the states of many tokens.'],
    ['ttl', 'time to live', 'number', 'For how many seconds the list may be kept before a fresh one is asked for.'],
  ]),
  ...rowsOf(publication('OpenID Identity Assurance Schema §5', 'https://openid.net/specs/openid-ida-verified-claims-1_0.html'), [['verified_claims', 'verified claims', 'any', 'Claims about a person together with how they were verified.']]),
  ...rowsOf(assurance, [
    ['place_of_birth', 'place of birth', 'object', 'Where the person was born.'],
    ['nationalities', 'nationalities', 'strings', 'The nationalities of the person.'],
    ['birth_family_name', 'family name at birth', 'string', 'Family names that the person had at birth.'],
    ['birth_given_name', 'given name at birth', 'string', 'Given names that the person had at birth.'],
    ['birth_middle_name', 'middle name at birth', 'string', 'Middle names that the person had at birth.'],
    ['salutation', 'salutation', 'string', 'How the person is addressed, such as Mr.'],
    ['title', 'title', 'string', 'The title of the person, such as Dr.'],
    ['msisdn', 'mobile number', 'string', 'The mobile telephone number of the person, in E.164 form.'],
    ['also_known_as', 'alias', 'string', 'A stage name or other alias of the person.'],
  ]),
  ...rowsOf(publication('W3C VC Data Model 1.1 §6.3.1', 'https://www.w3.org/TR/vc-data-model/#json-web-token'), [
    ['vc', 'verifiable credential', 'object', 'A verifiable credential about the subject.'],
    ['vp', 'presentation', 'object', 'A presentation of verifiable credentials.'],
  ]),
];
