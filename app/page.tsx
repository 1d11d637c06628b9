import { Debugger } from '@/components/debugger';
import { firstState } from '@/lib/state/first-state';

/** The sample's verdict is reached while the page is built, so that the page is drawn whole before any script runs. */
export default async function Page() {
  return <Debugger first={await firstState()} />;
}
