import type { JsonArray, JsonNode, JsonObject, JsonString, JsonText } from '../encoding/json-node';
import { pointerOf } from '../encoding/json-query';
import { digestOfElement } from './sd-jwt-digest';
import type { ReadDisclosure, SdJwtProblem } from './sd-jwt-disclosures';

/** Where a node was written: in the payload, or in the disclosure of that index. */
type Source = { text: string; inside?: number };

/** A member or item to be written: `name` is its name with quotes as it was written, `key` the same as a pointer has it. */
type Entry = { name?: string; key?: string; node: JsonNode; source: Source; disclosure?: ReadDisclosure };

type Frame = { entries: Entry[]; next: number; closing: string; pointer: string };

/** A person reads the first few; those of disclosures are as many as there are disclosures. */
const MOST_PROBLEMS_OF_PAYLOAD = 100;

/**
 * The payload's claims with the disclosed ones put in the places of their digests (RFC 9901 §7.1, steps 3 to 5), as JSON text
 * without white space: literals and strings as they were written, the payload's own members in their order, disclosed ones
 * where `_sd` stood. `payload` is one whole JSON object. Says in each disclosure where it belongs, and in `problems` what is
 * wrong. Iterative: neither depth nor a chain of disclosures is a danger. Never throws.
 */
export function placeDisclosures(payload: JsonText, disclosures: readonly ReadDisclosure[]) {
  const placement = new Placement(disclosures);
  const claims = placement.write(payload);
  placement.reportUnreferenced();
  return { claims, unmatchedDigests: placement.unmatched, problems: placement.problems };
}

class Placement {
  readonly problems: SdJwtProblem[] = [];
  unmatched = 0;
  private readonly byDigest = new Map<string, ReadDisclosure>();
  private readonly seen = new Set<string>();
  private readonly repeated = new Set<string>();

  constructor(private readonly disclosures: readonly ReadDisclosure[]) {
    for (const disclosure of disclosures) {
      // Without a digest, for want of its hash, nothing can be said of where it belongs.
      if (disclosure.digest === '') continue;
      const first = this.byDigest.get(disclosure.digest);
      if (!first) this.byDigest.set(disclosure.digest, disclosure);
      else this.refuse(disclosure, 'disclosure-repeated', `is the same as disclosure ${first.index + 1}`);
    }
  }

  write({ text, root }: JsonText): string {
    const out: string[] = [];
    const frames: Frame[] = [];
    const open = (node: JsonObject | JsonArray, source: Source, pointer: string) => {
      const isObject = node.kind === 'object';
      const entries = isObject
        ? this.entriesOfObject(node, source, pointer)
        : this.entriesOfArray(node, source, pointer);
      out.push(isObject ? '{' : '[');
      frames.push({ entries, next: 0, closing: isObject ? '}' : ']', pointer });
    };
    open(root as JsonObject, { text }, '');
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const entry = frame.entries[frame.next];
      if (!entry) {
        out.push(frame.closing);
        frames.pop();
        continue;
      }
      const { name, node, source } = entry;
      const pointer = frame.pointer + (entry.key ?? `/${frame.next}`);
      if (frame.next > 0) out.push(',');
      if (name !== undefined) out.push(name, ':');
      if (entry.disclosure) entry.disclosure.pointer = pointer;
      frame.next += 1;
      if (node.kind === 'object' || node.kind === 'array') open(node, source, pointer);
      else out.push(source.text.slice(node.start, node.end));
    }
    return out.join('');
  }

  reportUnreferenced(): void {
    for (const disclosure of this.disclosures) {
      if (disclosure.digestSpan || disclosure.problem || disclosure.digest === '') continue;
      const reason =
        'belongs to no digest: its own stands neither in the payload nor in a disclosure that belongs there';
      this.refuse(disclosure, 'disclosure-not-referenced', reason);
    }
  }

  private entriesOfObject(object: JsonObject, source: Source, pointer: string): Entry[] {
    const entries: Entry[] = [];
    const digests: JsonString[] = [];
    let place = -1;
    for (const { name, start, nameEnd, value } of object.members) {
      if (name === '_sd') {
        if (place < 0) place = entries.length;
        else this.report('malformed-digest', `"_sd" occurs twice in the object ${at(pointer)}.`);
        digests.push(...this.digestsOf(value, pointer));
        continue;
      }
      if (name === '_sd_alg') {
        if (pointer === '' && source.inside === undefined) continue;
        this.report('misplaced-hash', `"_sd_alg" stands in the object ${at(pointer)}: it is for the top level alone.`);
      }
      if (name === '...') {
        const reason = 'the name is for digests in an array alone, {"...": "<digest>"}, with nothing beside it';
        this.report('malformed-digest', `"..." stands in the object ${at(pointer)}: ${reason}.`);
      }
      entries.push({ name: source.text.slice(start, nameEnd), key: pointerOf([{ name }]), node: value, source });
    }
    if (digests.length > 0) {
      const names = new Set(object.members.map(({ name }) => name));
      const disclosed = digests.flatMap((digest) => this.disclosedMember(digest, source, names, pointer));
      // Not spread into splice(): a hundred thousand arguments overflow the stack.
      return [...entries.slice(0, place), ...disclosed, ...entries.slice(place)];
    }
    return entries;
  }

  private digestsOf(value: JsonNode, pointer: string): JsonString[] {
    const digests = value.kind === 'array' ? value.items.filter((item) => item.kind === 'string') : [];
    if (value.kind !== 'array' || digests.length < value.items.length) {
      this.report('malformed-digest', `"_sd" in the object ${at(pointer)} is not an array of strings, the digests.`);
    }
    return digests;
  }

  private disclosedMember(digest: JsonString, source: Source, names: Set<string>, pointer: string): Entry[] {
    const disclosure = this.match(digest, source);
    if (!disclosure) return [];
    const { name, nameNode, valueNode, part, index } = disclosure;
    if (name === undefined || !nameNode || !valueNode) {
      const reason = 'has no name, like an element of an array, but its digest stands in "_sd"';
      this.refuse(disclosure, 'wrong-disclosure-kind', reason);
    } else if (name === '_sd' || name === '...') {
      this.refuse(disclosure, 'forbidden-name', `discloses a claim named "${name}": that name is for digests alone`);
    } else if (names.has(name)) {
      const reason = `discloses "${cut(name)}", which the object ${at(pointer)} has already`;
      this.refuse(disclosure, 'claim-exists', reason);
    } else if (name === '_sd_alg') {
      this.refuse(disclosure, 'misplaced-hash', 'discloses "_sd_alg", which must stand in the payload itself');
    } else {
      names.add(name);
      const text = part.json?.text ?? '';
      const written = text.slice(nameNode.start, nameNode.end);
      return [
        { name: written, key: pointerOf([{ name }]), node: valueNode, source: { text, inside: index }, disclosure },
      ];
    }
    return [];
  }

  private entriesOfArray({ items }: JsonArray, source: Source, pointer: string): Entry[] {
    return items.flatMap((node) => {
      const digest = digestOfElement(node);
      if (!digest) return [{ node, source }];
      const disclosure = this.match(digest, source);
      if (!disclosure) return [];
      const { name, valueNode, part, index } = disclosure;
      if (name === undefined && valueNode) {
        return [{ node: valueNode, source: { text: part.json?.text ?? '', inside: index }, disclosure }];
      }
      const reason = `has the name "${cut(name ?? '')}", but its digest stands for an element of the array ${at(pointer)}, which has none`;
      this.refuse(disclosure, 'wrong-disclosure-kind', reason);
      return [];
    });
  }

  /** The disclosure of a digest, when it can be used; says of every digest that occurs twice. */
  private match(digest: JsonString, { inside }: Source): ReadDisclosure | undefined {
    const { value, start, end } = digest;
    const disclosure = this.byDigest.get(value);
    if (this.seen.has(value)) {
      if (this.repeated.has(value)) return undefined;
      this.repeated.add(value);
      if (disclosure) this.refuse(disclosure, 'digest-repeated', 'has a digest that occurs twice');
      else this.report('digest-repeated', `The digest "${cut(value)}" occurs twice.`);
      return undefined;
    }
    this.seen.add(value);
    if (!disclosure) {
      this.unmatched += 1;
      return undefined;
    }
    disclosure.digestSpan = { start, end };
    if (inside !== undefined) disclosure.inside = inside;
    return disclosure.problem === undefined ? disclosure : undefined;
  }

  private refuse(disclosure: ReadDisclosure, code: SdJwtProblem['code'], reason: string): void {
    const { index } = disclosure;
    const message = `Disclosure ${index + 1} ${reason}.`;
    disclosure.problem ??= message;
    this.problems.push({ code, message, index });
  }

  private report(code: SdJwtProblem['code'], message: string): void {
    if (this.problems.length < MOST_PROBLEMS_OF_PAYLOAD + this.disclosures.length)
      this.problems.push({ code, message });
  }
}

/** A place in the claims, as a sentence has it; of a deep one the beginning. */
const at = (pointer: string): string => (pointer === '' ? 'at the top level' : `at ${cut(pointer)}`);
const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
