import { rfc } from '../registry/source';
import type { Check } from './check';
import { typeOf } from './parts';
import { claimPlace, missingClaims, parameterPlace, profileIn, quoted } from './profile';
import { detectProfile } from './profile-detection';

/** An access token by the profile whose type does not say so. Only where the reviewer expects that profile. */
const accessTokenTyp = {
  id: 'access-token-typ',
  subject: 'profile',
  severity: 'medium',
  title: 'Access token without its type',
  why: 'The type is what keeps an ID token of the same issuer from being taken for an access token.',
  fix: 'Let the issuer write "typ": "at+jwt", and insist on it.',
  references: [rfc(9068, '2.1'), rfc(9068, '4'), rfc(8725, '3.11')],
  find(context) {
    if (context.expectations?.profile !== 'access-token' || typeOf(context.token) === 'at+jwt') return [];
    return [
      {
        message: '"typ" is not "at+jwt", as the profile of access tokens asks.',
        evidence: parameterPlace(context, 'typ'),
      },
    ];
  },
} as const satisfies Check;

/**
 * An access token that says it follows the profile and lacks a claim that it asks for. Never a false positive for
 * `at+jwt`; other access tokens are left alone unless the reviewer expects the profile.
 */
const accessTokenClaims = {
  id: 'access-token-claims',
  subject: 'profile',
  severity: 'high',
  title: 'Access token lacks claims',
  why: 'Receivers rely on these claims to tell for whom, by whom and for how long the token is. Where one is missing each receiver guesses.',
  fix: 'Let the issuer set all claims of the profile.',
  references: [rfc(9068, '2.2')],
  find(context) {
    const found = profileIn(context);
    if (found?.profile !== 'access-token' || (found.confidence !== 'chosen' && found.confidence !== 'certain'))
      return [];
    const missing = missingClaims(context, 'access-token');
    const [first] = missing;
    if (!first) return [];
    // "jti" and "client_id" are what ordinary issuers leave out; no receiver is fooled by that.
    const isMinor = missing.every((name) => name === 'jti' || name === 'client_id' || name === 'iat');
    const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from an access token.`;
    return [{ message, severity: isMinor ? 'medium' : undefined, evidence: claimPlace(context, first) }];
  },
} as const satisfies Check;

/** An ID token where an access token is expected. A false positive only where the token was taken for an ID token wrongly. */
const idTokenAsAccessToken = {
  id: 'id-token-as-access-token',
  subject: 'profile',
  severity: 'high',
  title: 'ID token in the place of an access token',
  why: 'An ID token says who logged in, to one client. A service that takes it for permission lets every client of that issuer in.',
  fix: 'Send the access token, and let the service insist on its type and audience.',
  references: [rfc(9068, '5'), rfc(8725, '2.8')],
  find(context) {
    const detection = detectProfile(context.token);
    if (context.expectations?.profile !== 'access-token' || detection?.profile !== 'id-token') return [];
    const message = `This looks like an ID token: ${detection.because.join(', ')}.`;
    const severity = detection.confidence === 'guess' ? 'medium' : undefined;
    return [{ message, severity, evidence: claimPlace(context, 'aud') }];
  },
} as const satisfies Check;

/** Checks of access tokens. */
export const accessTokenChecks = [accessTokenTyp, accessTokenClaims, idTokenAsAccessToken] as const;
