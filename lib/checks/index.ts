import type { Check, CheckContext, Finding } from './check';
import { claimChecks } from './claims';
import { encodingJsonChecks } from './encoding-json';
import { encodingSerializationChecks } from './encoding-serialization';
import { encodingTextChecks } from './encoding-text';
import { headerAlgChecks } from './header-alg';
import { headerCertificateChecks } from './header-certificate';
import { headerCritChecks } from './header-crit';
import { headerKeyChecks } from './header-key';
import { headerKidChecks } from './header-kid';
import { headerTypeChecks } from './header-type';
import { keyChecks } from './key';
import { keyRsaChecks } from './key-rsa';
import { keySetChecks } from './key-set';
import { privacyChecks } from './privacy';
import { severities } from './severity';
import { signatureChecks } from './signature';
import { timeChecks } from './time';

/** The catalogue: every check, in the order in which findings of one severity are listed. */
export const checks: readonly Check[] = [
  ...encodingTextChecks,
  ...encodingJsonChecks,
  ...encodingSerializationChecks,
  ...headerAlgChecks,
  ...headerCritChecks,
  ...headerKeyChecks,
  ...headerCertificateChecks,
  ...headerKidChecks,
  ...headerTypeChecks,
  ...signatureChecks,
  ...keyChecks,
  ...keyRsaChecks,
  ...keySetChecks,
  ...timeChecks,
  ...claimChecks,
  ...privacyChecks,
];

/**
 * What the checks find in a token with a key, a verdict and a clock: the gravest first, then in the order of the
 * catalogue. Nothing for a text without any part. Pure and synchronous; never throws, for any token.
 */
export function runChecks(context: CheckContext): Finding[] {
  if (context.token.parts.length === 0 || context.token.text === '') return [];
  return checks
    .flatMap((check) =>
      check
        .find(context)
        .map(({ message, evidence, severity = check.severity }) => ({ check, severity, message, evidence })),
    )
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

export { countBySeverity, severities } from './severity';
