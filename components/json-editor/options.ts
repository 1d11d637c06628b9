import type { editor } from 'monaco-editor/editor';

/**
 * The longest text, in UTF-16 units, that Monaco mirrors into its hidden textarea, which is what assistive technology (and
 * a test's `fill` and `inputValue`) reads. Doing so on every key is slow for a long text; that one gets the part around
 * the cursor, and only on focus.
 */
export const LONGEST_MIRRORED = 20_000;

/** The editor's options: plain text editing that looks like the textarea it replaces, and help only for JSON. */
export function createOptions(readOnly: boolean, isMirrored: boolean): editor.IStandaloneEditorConstructionOptions {
  return {
    readOnly,
    accessibilitySupport: isMirrored ? 'on' : 'auto',
    accessibilityPageSize: 1000,
    editContext: false,
    tabFocusMode: true,

    // Monaco adds 16 px for the folding arrows; `JsonEditor` shifts the whole by 4, so that the text starts at 12.
    lineNumbers: 'off',
    glyphMargin: false,
    lineDecorationsWidth: 0,
    folding: true,
    showFoldingControls: 'mouseover',
    padding: { top: 8, bottom: 8 },
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: 13,
    lineHeight: 20,
    wordWrap: 'on',
    wrappingIndent: 'same',
    automaticLayout: true,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false, useShadows: false, verticalScrollbarSize: 10 },
    stickyScroll: { enabled: false },
    fixedOverflowWidgets: true,
    renderLineHighlight: 'none',
    renderWhitespace: 'none',
    guides: { indentation: false, bracketPairs: false },
    bracketPairColorization: { enabled: false },
    matchBrackets: 'always',
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    renderControlCharacters: true,
    unusualLineTerminators: 'off',
    maxTokenizationLineLength: 20_000,
    stopRenderingLineAfter: 10_000,

    // What is typed is what is there: a quote put in by itself would be signed with the rest.
    autoClosingBrackets: 'never',
    autoClosingQuotes: 'never',
    autoSurround: 'never',
    acceptSuggestionOnCommitCharacter: false,

    links: false,
    colorDecorators: false,
    codeLens: false,
    lightbulb: { enabled: 'off' as editor.ShowLightbulbIconMode },
    hover: { enabled: 'on', delay: 300, sticky: true },
    quickSuggestions: { strings: true, other: false, comments: false },
    suggestOnTriggerCharacters: true,
    wordBasedSuggestions: 'off',
    snippetSuggestions: 'none',
    suggest: { showIcons: false, showStatusBar: false, preview: false },
    parameterHints: { enabled: false },
    inlineSuggest: { enabled: false },
    dragAndDrop: false,
    dropIntoEditor: { enabled: false },
    find: { seedSearchStringFromSelection: 'selection', autoFindInSelection: 'never' },
  };
}

/**
 * The text box's name, and with it its place in the order of Tab: while it has none it stands behind the field whose place
 * it will take, and is no stop of its own.
 */
export function named(label: string): editor.IEditorOptions {
  return { ariaLabel: label, tabIndex: label === '' ? -1 : 0 };
}
