import { verifyJws } from '../jose/verify-jws';
import { algorithmRules } from './diagnoses/algorithm';
import { jsonFormRules } from './diagnoses/json-form';
import { keyRules } from './diagnoses/key';
import { publicKeyRules } from './diagnoses/public-key';
import { secretRules } from './diagnoses/secret';
import { signatureRules } from './diagnoses/signature';
import { signingInputRules } from './diagnoses/signing-input';
import { tokenTextRules } from './diagnoses/token-text';
import type { Cause, Diagnosis, DoctorRule } from './diagnosis';
import { type DoctorContext, readPatient } from './patient';
import { isTreatable } from './treatable';
import { createTrials } from './trials';

/** All rules, the cheap and common first. */
export const doctorRules = [
  ...secretRules,
  ...keyRules,
  ...algorithmRules,
  ...publicKeyRules,
  ...tokenTextRules,
  ...signatureRules,
  ...signingInputRules,
  ...jsonFormRules,
] as const satisfies readonly DoctorRule[];

/**
 * Why a token does not verify: what goes wrong in practice is tried, at most 400 verifications, and the first change
 * under which the signature comes out right is the answer, alone. Without one, what is certain from token and key is
 * told (a kid that is not in the set, a signature that is too short). Tokens are no secret to the one who pasted them, but
 * no message quotes a secret. A token that verifies, or is beyond repair by its nature, is `not-found` with nothing tried.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function diagnose(signal: AbortSignal, context: DoctorContext): Promise<Diagnosis> {
  const verdict = await verifyJws(signal, context.token, context.key);
  if (!isTreatable(verdict)) return { kind: 'not-found', tried: [] };
  const patient = readPatient(context);
  const trials = createTrials(signal);
  const findings: Cause[] = [];
  const tried: string[] = [];
  for (const rule of doctorRules) {
    signal.throwIfAborted();
    if (!rule.appliesTo(patient)) continue;
    const discovery = await rule.find(patient, trials);
    if (discovery) {
      const { proof, ...words } = discovery;
      const cause: Cause = { id: rule.id, title: rule.title, ...words };
      if (proof) return { kind: 'found', findings: [cause], tried: [...tried, rule.tries] };
      findings.push(cause);
    }
    // What the bound kept from being tried is not said to have been.
    if (!trials.isSpent) tried.push(rule.tries);
  }
  return findings.length > 0 ? { kind: 'found', findings, tried } : { kind: 'not-found', tried };
}
