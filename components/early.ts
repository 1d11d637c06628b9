/** What a person did before the page was live, as `app/boot.ts` keeps it. */
type Kept = { earlyInput?: Record<string, string>; earlyActs?: { on?: Element; again(): void }[] };
const kept = () => window as Kept;

/** Takes what was typed and pasted, by the names of the fields: from then on it is nowhere else. */
export function takeEarlyInput(): Readonly<Record<string, string>> {
  const { earlyInput = {} } = kept();
  delete kept().earlyInput;
  return earlyInput;
}

const isLive = (element: Element) => Object.keys(element).some((name) => name.startsWith('__react'));

/** Presses again what was pressed in the parts that are live. */
export function repeatEarlyActs(): void {
  const { earlyActs = [] } = kept();
  const waiting = earlyActs.filter(({ on }) => on && !isLive(on));
  const ready = earlyActs.filter((act) => !waiting.includes(act));
  earlyActs.splice(0, earlyActs.length, ...waiting);
  for (const { again } of ready) again();
}

/** Presses again what was pressed in all others, if it `stillHolds`: a press makes the part that it is in live. */
export function endEarlyActs(stillHolds: boolean): void {
  const { earlyActs = [] } = kept();
  delete kept().earlyActs;
  if (stillHolds) for (const { again } of earlyActs) again();
}
