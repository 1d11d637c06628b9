import { stringify } from 'devalue';
import { DebuggerRoot } from '@/components/debugger-root';
import { firstState } from '@/lib/state/first-state';
import { START_SCRIPT } from './boot';

/** The sample's verdict is reached while the page is built, so that the page is drawn whole before any script runs. */
export default async function Page() {
  return (
    <>
      {/* Our own text, fixed at build time and hashed into the page's policy. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
      <script dangerouslySetInnerHTML={{ __html: START_SCRIPT }} />
      <DebuggerRoot first={stringify(await firstState())} />
    </>
  );
}
