'use client';

import type { State } from '@/lib/state/state';
import { AlgorithmSelect } from './algorithm-select';
import { ClaimsTable } from './claims-table';
import { DecryptLimits } from './decrypt-limits';
import { Disclosures } from './disclosures';
import { DoctorPanel } from './doctor-panel';
import { DropZone } from './drop-zone';
import { FindingsPane } from './findings-pane';
import { guarded } from './guarded';
import { GuessPanel } from './guess-panel';
import { JsonPane } from './json-pane';
import { KeyPane } from './key-pane';
import { LayersBar } from './layers-bar';
import { PageEffects } from './page-effects';
import { ReviewRow } from './review-row';
import { SignaturePane } from './signature-pane';
import { SignersList } from './signers-list';
import { StoreProvider } from './store-context';
import { TimePane } from './time-pane';
import { TokenPane } from './token-pane';
import { TopBar } from './top-bar';
import { VerdictStrip } from './verdict-strip';

type PartProps = { className?: string };

// Each part stands by itself: one that fails says so in its own place.
const GuardedBar = guarded(TopBar, { name: 'Samples and settings' });
const GuardedStrip = guarded(VerdictStrip, { name: 'Verdict' });
const GuardedLayers = guarded(LayersBar, { name: 'Layers' });
const GuardedToken = guarded(TokenPane, {
  name: 'Token',
  text: ({ input }) => (input.from === 'token' ? (input.pasted ?? input.text) : input.base),
});
const GuardedKey = guarded(KeyPane, { name: 'Key', text: ({ key }) => key.text });
const GuardedHeader = guarded(HeaderPane, {
  name: 'Header',
  text: ({ input }) => (input.from === 'parts' ? input.header.shown : undefined),
});
const GuardedPayload = guarded(PayloadPane, {
  name: 'Payload',
  text: ({ input }) => (input.from === 'parts' ? input.payload.shown : undefined),
});
const GuardedSigners = guarded(SignersList, { name: 'Signatures' });
const GuardedSignature = guarded(SignaturePane, { name: 'Signature' });
const GuardedLimits = guarded(DecryptLimits, { name: 'Limits of decrypting' });
const GuardedDoctor = guarded(DoctorPanel, { name: 'Why it does not verify' });
const GuardedDisclosures = guarded(Disclosures, { name: 'Disclosures' });
const GuardedTime = guarded(TimePane, { name: 'Time' });
const GuardedFindings = guarded(FindingsPane, { name: 'Findings' });
const GuardedGuess = guarded(GuessPanel, { name: 'Secret search' });
const GuardedClaims = guarded(ClaimsTable, { name: 'Claims' });

function HeaderPane({ className }: PartProps) {
  return <JsonPane part="header" tools={<AlgorithmSelect />} className={className} />;
}

function PayloadPane({ className }: PartProps) {
  return <JsonPane part="payload" className={className} />;
}

/**
 * The page: what came in, what it says, what we think. Three columns on a wide screen, two with the third below, one on a
 * phone, where the columns dissolve and the panes take the order of reading.
 */
export function Debugger({ first }: { first: State }) {
  return (
    <StoreProvider first={first}>
      <PageEffects />
      <GuardedBar />
      <DropZone>
        <main className="workbench">
          <GuardedStrip className="workbench-strip" />
          <GuardedLayers className="workbench-layers max-sm:order-2" />
          <div className="workbench-column">
            <GuardedToken className="max-sm:order-1 sm:min-h-64 xl:min-h-40 xl:flex-1" />
            <GuardedKey className="max-sm:order-8 sm:min-h-64 xl:min-h-48 xl:flex-1" />
          </div>
          <div className="workbench-column">
            <GuardedHeader className="max-sm:order-6 sm:min-h-40 sm:flex-[0_1_auto]" />
            <GuardedPayload className="max-sm:order-5 sm:min-h-52 sm:flex-1" />
            <GuardedSigners className="max-sm:order-7" />
            <GuardedSignature className="max-sm:order-7 sm:min-h-28" />
          </div>
          <div className="workbench-column workbench-third">
            <GuardedLimits className="max-sm:order-2" />
            <GuardedDoctor className="max-sm:order-2" />
            <GuardedDisclosures className="max-sm:order-5 sm:max-h-[55%] sm:min-h-60 sm:shrink-0" />
            <GuardedTime className="max-sm:order-4" />
            <GuardedFindings className="max-sm:order-3 sm:min-h-40 sm:flex-1" />
            <GuardedGuess className="max-sm:order-8 sm:shrink-0" />
          </div>
          <GuardedClaims className="workbench-whole max-sm:order-9" />
          <ReviewRow className="workbench-whole max-sm:order-10" />
        </main>
      </DropZone>
    </StoreProvider>
  );
}
