/**
 * JSON as it is written: every node keeps its place in the text and every number its literal, and an object keeps
 * all its members, repeated ones too (RFC 8259 §4 leaves them open; RFC 7515 §4 and RFC 7519 §4 do not).
 * Offsets are UTF-16 code units of the text, `end` exclusive.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

export type JsonObject = { kind: 'object'; start: number; end: number; members: JsonMember[] };
export type JsonArray = { kind: 'array'; start: number; end: number; items: JsonNode[] };
export type JsonString = { kind: 'string'; start: number; end: number; value: string };
/** The literal is the text between `start` and `end`; `value` is what JavaScript makes of it (1e400 becomes Infinity). */
export type JsonNumber = { kind: 'number'; start: number; end: number; literal: string; value: number };
export type JsonLiteral = { kind: 'literal'; start: number; end: number; value: true | false | null };

/** `start` to `end` runs from the opening quote of the name to the end of the value. */
export type JsonMember = { name: string; start: number; nameEnd: number; end: number; value: JsonNode };

/** What stands in the way of reading the text, and where. */
export type JsonProblem = { start: number; end: number; message: string };

/** A text read as JSON. `root` is what could be read: with a problem it may be cut short, or missing. */
export type JsonText = { text: string; root: JsonNode | undefined; problems: JsonProblem[] };
