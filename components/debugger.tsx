'use client';

import { useState } from 'react';
import type { State } from '@/lib/state/state';
import { createStore } from '@/lib/state/store';
import { AlgorithmSelect } from './algorithm-select';
import { ClaimsTable } from './claims-table';
import { DecryptLimits } from './decrypt-limits';
import { Disclosures } from './disclosures';
import { DoctorPanel } from './doctor-panel';
import { DropZone } from './drop-zone';
import { FindingsPane } from './findings-pane';
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

/**
 * The page: what came in, what it says, what we think. Three columns on a wide screen, two with the third below, one on a
 * phone, where the columns dissolve and the panes take the order of reading.
 */
export function Debugger({ first }: { first: State }) {
  const [store] = useState(() => createStore(first));
  return (
    <StoreProvider store={store}>
      <PageEffects />
      <TopBar />
      <DropZone>
        <main className="workbench">
          <VerdictStrip className="workbench-strip" />
          <LayersBar className="workbench-layers max-sm:order-2" />
          <div className="workbench-column">
            <TokenPane className="max-sm:order-1 sm:min-h-64 xl:min-h-40 xl:flex-1" />
            <KeyPane className="max-sm:order-8 sm:min-h-64 xl:min-h-48 xl:flex-1" />
          </div>
          <div className="workbench-column">
            <JsonPane
              part="header"
              tools={<AlgorithmSelect />}
              className="max-sm:order-6 sm:min-h-40 sm:flex-[0_1_auto]"
            />
            <JsonPane part="payload" className="max-sm:order-5 sm:min-h-52 sm:flex-1" />
            <SignersList className="max-sm:order-7" />
            <SignaturePane className="max-sm:order-7 sm:min-h-28" />
          </div>
          <div className="workbench-column workbench-third">
            <DecryptLimits className="max-sm:order-2" />
            <DoctorPanel className="max-sm:order-2" />
            <Disclosures className="max-sm:order-5 sm:max-h-[55%] sm:min-h-60 sm:shrink-0" />
            <TimePane className="max-sm:order-4" />
            <FindingsPane className="max-sm:order-3 sm:min-h-40 sm:flex-1" />
            <GuessPanel className="max-sm:order-8 sm:shrink-0" />
          </div>
          <ClaimsTable className="workbench-whole max-sm:order-9" />
          <ReviewRow className="workbench-whole max-sm:order-10" />
        </main>
      </DropZone>
    </StoreProvider>
  );
}
