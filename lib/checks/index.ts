import { finish, type Steps } from '../encoding/steps';
import type { Check, CheckContext, Finding } from './check';
import { claimChecks } from './claims';
import { claimBindingChecks } from './claims-binding';
import { claimExpectedChecks } from './claims-expected';
import { claimScopeChecks } from './claims-scope';
import { encodingJsonChecks } from './encoding-json';
import { encodingNameChecks } from './encoding-name';
import { encodingSerializationChecks } from './encoding-serialization';
import { encodingTextChecks } from './encoding-text';
import { encodingWholeChecks } from './encoding-whole';
import { encryptionChecks } from './encryption';
import { encryptionContentChecks } from './encryption-content';
import { settle } from './expectations';
import { headerAlgChecks } from './header-alg';
import { headerCertificateChecks } from './header-certificate';
import { headerCritChecks } from './header-crit';
import { headerKeyChecks } from './header-key';
import { headerKidChecks } from './header-kid';
import { headerTypeChecks } from './header-type';
import { keyChecks } from './key';
import { keyJwkChecks } from './key-jwk';
import { keyRsaChecks } from './key-rsa';
import { keySecretChecks } from './key-secret';
import { keySetChecks } from './key-set';
import { privacyChecks } from './privacy';
import { privacyDetailChecks } from './privacy-detail';
import { inventorySteps } from './privacy-scan';
import { privacySecretChecks } from './privacy-secret';
import { accessTokenChecks } from './profile-access-token';
import { dpopChecks } from './profile-dpop';
import { eventChecks } from './profile-event';
import { idTokenChecks } from './profile-id-token';
import { sdJwtChecks } from './profile-sd-jwt';
import { severities } from './severity';
import { signatureChecks } from './signature';
import { signatureFormChecks } from './signature-form';
import { signatureSecretChecks } from './signature-secret';
import { timeChecks } from './time';

/** The catalogue: every check, in the order in which findings of one severity are listed. */
export const checks: readonly Check[] = [
  ...encodingTextChecks,
  ...encodingJsonChecks,
  ...encodingSerializationChecks,
  ...encodingNameChecks,
  ...encodingWholeChecks,
  ...headerAlgChecks,
  ...headerCritChecks,
  ...headerKeyChecks,
  ...headerCertificateChecks,
  ...headerKidChecks,
  ...headerTypeChecks,
  ...signatureChecks,
  ...signatureFormChecks,
  ...signatureSecretChecks,
  ...keyChecks,
  ...keySecretChecks,
  ...keyJwkChecks,
  ...keyRsaChecks,
  ...keySetChecks,
  ...timeChecks,
  ...claimChecks,
  ...claimExpectedChecks,
  ...claimScopeChecks,
  ...claimBindingChecks,
  ...privacyChecks,
  ...privacySecretChecks,
  ...privacyDetailChecks,
  ...accessTokenChecks,
  ...idTokenChecks,
  ...dpopChecks,
  ...eventChecks,
  ...sdJwtChecks,
  ...encryptionChecks,
  ...encryptionContentChecks,
];

/**
 * What the checks find in a token with a key, a verdict and a clock: the gravest first, then in the order of the
 * catalogue. Nothing for a text without any part. Pure and synchronous; never throws, for any token.
 */
export function runChecks(context: CheckContext): Finding[] {
  return finish(checkSteps(context));
}

/** {@link runChecks} in steps, a check each, for a token of any length. */
export function* checkSteps(context: CheckContext): Steps<Finding[]> {
  if (context.token.parts.length === 0 || context.token.text === '') return [];
  const settled = settle(context);
  const findings: Finding[] = [];
  yield* inventorySteps(context.token);
  for (const check of checks) {
    for (const { message, evidence, severity = check.severity } of check.find(settled)) {
      findings.push({ check, severity, message, evidence });
    }
    yield 0;
  }
  return findings.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

export { countBySeverity, severities } from './severity';
