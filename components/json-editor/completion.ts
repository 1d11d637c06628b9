import { LANGUAGES } from './json-language';
import { rangeOf } from './line-map';
import type { Monaco } from './monaco';
import { paneOf } from './pane';

/** Completions come from the pane's `complete`, in its order. */
export function registerCompletion(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider([...LANGUAGES], {
    triggerCharacters: ['"'],
    provideCompletionItems(model, position) {
      const pane = paneOf(model);
      if (!pane) return { suggestions: [] };
      const text = pane.text();
      const offset = pane.lines().offsetAt(position);
      // Monaco takes only what replaces a stretch around the cursor in its own line.
      const line = position.lineNumber;
      const offered = pane.complete(offset).filter(({ start, end }) => {
        const range = rangeOf(pane.lines(), { start, end });
        return start <= offset && offset <= end && range.startLineNumber === line && range.endLineNumber === line;
      });
      // A complete name at the cursor is there to be exchanged: then the others are not filtered away by it.
      const complete = offered.some(({ insert, start, end }) => text.slice(start, end) === insert);
      return {
        suggestions: offered.map(({ label, detail, insert, start, end }, index) => ({
          label: { label, description: detail },
          kind: monaco.languages.CompletionItemKind.Property,
          insertText: insert,
          filterText: complete ? text.slice(start, offset) || insert : insert,
          sortText: String(index).padStart(5, '0'),
          range: rangeOf(pane.lines(), { start, end }),
        })),
      };
    },
  });
}
