/** The parts of the page that come after its first: one file for all, so that it is one request. */
export { ClaimsTable } from './claims-table';
export { DecryptLimits } from './decrypt-limits';
export { DetachedPayload } from './detached-payload';
export { DisclosedClaims } from './disclosed-claims';
export { Disclosures } from './disclosures';
export { DoctorPanel } from './doctor-panel';
export { FindingsPane } from './findings-pane';
export { GuessPanel } from './guess-panel';
export { JsonNotes } from './json-notes';
export { KeyExport } from './key-export';
export { LayersBar } from './layers-bar';
export { Passphrase } from './passphrase';
export { ShortcutsDialog } from './shortcuts-dialog';
export { SignaturePane } from './signature-pane';
export { SignersList } from './signers-list';
export { TimePane } from './time-pane';
