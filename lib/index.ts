/** The library's face, for scripts, tests and other programs; everything else under lib/ may change its shape. */
export type { Check, CheckContext, Evidence, Finding, Reference, Severity, Subject } from './checks/check';
export type { Expectations, ExpectedRequest } from './checks/expectations';
export type { CertificateFact, Facts } from './checks/fact';
export { type FactOptions, gatherFacts } from './checks/facts';
export { checks, countBySeverity, runChecks, severities } from './checks/index';
export { type Ground, type Judgement, judge } from './checks/judgement';
export { type Confidence, type Detection, detectProfile } from './checks/profile-detection';
export { type BindOutcome, bindKey, type KeyBindingClaims } from './jose/bind-key';
export { decryptJwe } from './jose/decrypt-jwe';
export type { CannotDecryptCode, Decryption, DecryptOptions } from './jose/decryption';
export { attachPayload, isDetached, mayBeDetached } from './jose/detached';
export { type CannotEncryptCode, type EncryptOptions, type EncryptOutcome, encryptJwe } from './jose/encrypt-jwe';
export { type ExportOutcome, exportKey, type KeyFormat } from './jose/export-key';
export { type FoundToken, findTokens } from './jose/find-tokens';
export { type GenerateOptions, type GenerateOutcome, generateKey } from './jose/generate-key';
export type { Jwk, Key, KeyReading, SecretEncoding, SecretEncodingChoice } from './jose/key';
export { iterationCost } from './jose/key-management-pbes2';
export { openJwe } from './jose/opened-token';
export { parseToken, withRecipient, withSigner } from './jose/parse-token';
export type { Stripped } from './jose/paste-context';
export { type ReadKeyOptions, readKey, readKeyBytes } from './jose/read-key';
export { presentation, withDisclosure, withoutDisclosure } from './jose/sd-jwt-presentation';
export {
  type Disclosure,
  type KeyBinding,
  type KeyBindingExpectation,
  readSdJwt,
  type SdJwtProblem,
  type SdJwtProblemCode,
  type SdJwtReading,
  type SdJwtVerdict,
  verifySdJwt,
} from './jose/sd-jwt-reading';
export { type SignOptions, type SignOutcome, signJws } from './jose/sign-jws';
export type { Part, Token, TokenProblem } from './jose/token';
export type { CannotCheckCode, KeyUsed, Verdict } from './jose/verdict';
export { type VerifyOptions, verifyEach, verifyJws } from './jose/verify-jws';
export type { SignatureAlgorithm } from './registry/algorithm';
export { algorithms, findAlgorithm } from './registry/algorithms';
export {
  type ContentEncryptionAlgorithm,
  contentEncryptionAlgorithms,
  findContentEncryption,
} from './registry/content-encryption';
export { findKeyManagement, type KeyManagementAlgorithm, keyManagementAlgorithms } from './registry/key-management';
export { type Profile, type ProfileId, profileOf, profiles } from './registry/profiles';
export type { Diagnosis } from './review/diagnosis';
export { diagnose } from './review/doctor';
export type { DoctorContext } from './review/patient';
