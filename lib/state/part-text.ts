import { encodeBase64url } from '../encoding/base64url';
import { alignJson } from '../encoding/json-align';
import { formatJson, type JsonView } from '../encoding/json-format';
import { encodeUtf8 } from '../encoding/utf8';
import { remember } from './reading';
import type { PartText } from './state';

const firstViews = new WeakMap<PartText, () => JsonView>();

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
  firstViews.set(part, laidOut);
  return part;
}

/** How the characters of a part's shown text and of its written text go together. */
export const jsonViewOf = remember((part: PartText): JsonView => {
  return firstViews.get(part)?.() ?? alignJson(part.shown, part.written, part.verbatim);
});

/** A part as it stands in a compact token. */
export function encodePart({ written }: PartText): string {
  return encodeBase64url(encodeUtf8(written));
}
