/** The part of monaco-editor that is loaded: its core, without the language services. */
export type Monaco = typeof import('monaco-editor/editor');
