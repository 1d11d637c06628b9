import { encodeBase64url } from '../encoding/base64url';
import { alignJson } from '../encoding/json-align';
import { formatJson, type JsonView } from '../encoding/json-format';
import { encodeUtf8 } from '../encoding/utf8';
import { remember } from './answers';
import type { PartText } from './state';

const firstViews = new WeakMap<PartText, { laidOut(): JsonView; isLaidOut(): boolean }>();

/** A part as its pane first shows it. A long text is laid out only when it is asked for: a pane paints its beginning. */
export function showPart(written: string): PartText {
  let view: JsonView | undefined;
  const laidOut = () => {
    view ??= formatJson(written);
    return view;
  };
  const part: PartText = {
    written,
    get shown() {
      return laidOut().shown;
    },
    get verbatim() {
      return laidOut().isVerbatim;
    },
  };
  firstViews.set(part, { laidOut, isLaidOut: () => view !== undefined });
  return part;
}

/** How the characters of a part's shown text and of its written text go together. */
export const jsonViewOf = remember((part: PartText): JsonView => {
  return firstViews.get(part)?.laidOut() ?? alignJson(part.shown, part.written, part.verbatim);
});

/** Above this many characters a part is too long to be typed in: each key would hold up the page. */
export const MOST_EDITED = 1_000_000;

/** Above this many characters a pane paints only the beginning, until its editor opens. */
export const PAINTED_CHARACTERS = 10_000;

/** A beginning is laid out like the whole: where it is cut it looks like a text that is being typed. */
export const beginningOf = remember(
  (part: PartText): JsonView => formatJson(part.written.slice(0, PAINTED_CHARACTERS)),
);

/** The view of as much of a part as its pane shows: of a long one that nobody has opened, its beginning. */
export function shownViewOf(part: PartText): JsonView {
  const isUnopened = part.written.length > PAINTED_CHARACTERS && firstViews.get(part)?.isLaidOut() === false;
  return isUnopened ? beginningOf(part) : jsonViewOf(part);
}

/** A part as it stands in a compact token. */
export function encodePart({ written }: PartText): string {
  return encodeBase64url(encodeUtf8(written));
}
