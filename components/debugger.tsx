'use client';

import type { State } from '@/lib/state/state';
import { AlgorithmSelect } from './algorithm-select';
import { DropZone } from './drop-zone';
import { guarded } from './guarded';
import { JsonPane } from './json-pane';
import { KeyPane } from './key-pane';
import { later } from './later';
import { PageEffects } from './page-effects';
import { Pane } from './pane';
import { ReviewRow } from './review-row';
import { StoreProvider } from './store-context';
import { TokenPane } from './token-pane';
import { TopBar } from './top-bar';
import { VerdictStrip } from './verdict-strip';

type PartProps = { className?: string };

// Each part stands by itself: one that fails says so in its own place. Those that nobody types into come a moment later.
const GuardedBar = guarded(TopBar, { name: 'Samples and settings' });
const GuardedStrip = guarded(VerdictStrip, { name: 'Verdict' });
const GuardedLayers = guarded(
  later(({ LayersBar }) => LayersBar),
  { name: 'Layers' },
);
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
const GuardedSigners = guarded(
  later(({ SignersList }) => SignersList),
  { name: 'Signatures' },
);
const GuardedSignature = guarded(
  later(({ SignaturePane }) => SignaturePane, framed('Signature')),
  { name: 'Signature' },
);
const GuardedLimits = guarded(
  later(({ DecryptLimits }) => DecryptLimits),
  { name: 'Limits of decrypting' },
);
const GuardedDoctor = guarded(
  later(({ DoctorPanel }) => DoctorPanel),
  { name: 'Why it does not verify' },
);
const GuardedDisclosures = guarded(
  later(({ Disclosures }) => Disclosures),
  { name: 'Disclosures' },
);
const GuardedTime = guarded(
  later(({ TimePane }) => TimePane, framed('Time')),
  { name: 'Time' },
);
const GuardedFindings = guarded(
  later(({ FindingsPane }) => FindingsPane, framed('Findings')),
  { name: 'Findings' },
);
const GuardedGuess = guarded(
  later(({ GuessPanel }) => GuessPanel),
  { name: 'Secret search' },
);
const GuardedClaims = guarded(
  later(({ ClaimsTable }) => ClaimsTable, framed('Claims')),
  { name: 'Claims' },
);

/** The frame of a pane that is on its way. */
function framed(name: string) {
  return ({ className }: PartProps) => (
    <Pane name={name} className={className} busy>
      {null}
    </Pane>
  );
}

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
            <GuardedKey className="workbench-below max-sm:order-8 sm:min-h-64 xl:min-h-48 xl:flex-1" />
          </div>
          <div className="workbench-column">
            <GuardedHeader className="workbench-below max-sm:order-6 sm:min-h-40 sm:flex-[0_1_auto]" />
            <GuardedPayload className="workbench-below max-sm:order-5 sm:min-h-52 sm:flex-1" />
            <GuardedSigners className="workbench-below max-sm:order-7" />
            <GuardedSignature className="workbench-below max-sm:order-7 sm:min-h-28" />
          </div>
          <div className="workbench-column workbench-third">
            <GuardedLimits className="max-sm:order-2" />
            <GuardedDoctor className="max-sm:order-2" />
            <GuardedDisclosures className="workbench-below max-sm:order-5 sm:max-h-[55%] sm:min-h-60 sm:shrink-0" />
            <GuardedTime className="workbench-below max-sm:order-4" />
            <GuardedFindings className="workbench-below max-sm:order-3 sm:min-h-40 sm:flex-1" />
            <GuardedGuess className="workbench-below max-sm:order-8 sm:shrink-0" />
          </div>
          <GuardedClaims className="workbench-whole workbench-below max-sm:order-9" />
          <ReviewRow className="workbench-whole workbench-end workbench-below max-sm:order-10" />
        </main>
      </DropZone>
    </StoreProvider>
  );
}
