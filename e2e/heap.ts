import type { CDPSession, Page } from '@playwright/test';

type Snapshot = {
  snapshot: { meta: { node_fields: string[]; edge_fields: string[]; edge_types: [string[]] } };
  nodes: number[];
  edges: number[];
  strings: string[];
};

/** The live memory of a page's scripts, as one text. */
async function snapshotOf(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  // Twice: what a finalizer lets go of is collected only then.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return chunks.join('');
}

/** Which of some texts a script of the page can still reach, each with a path by which it is held. */
export async function heldTexts(page: Page, marks: readonly string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const snapshot: Snapshot = JSON.parse(await snapshotOf(session));
  await session.detach();
  const { nodes, edges, strings } = snapshot;
  const { node_fields: fields, edge_fields: edgeFields } = snapshot.snapshot.meta;
  const width = fields.length;
  const [name, edgeCount] = [fields.indexOf('name'), fields.indexOf('edge_count')];
  const edgeWidth = edgeFields.length;
  // Breadth first from the root: the first way to a node is the shortest.
  const firstEdge: number[] = [];
  for (let node = 0, edge = 0; node < nodes.length; node += width) {
    firstEdge.push(edge);
    edge += (nodes[node + edgeCount] ?? 0) * edgeWidth;
  }
  const kinds = snapshot.snapshot.meta.edge_types[0];
  const from = new Map<number, { node: number; by: string }>([[0, { node: -1, by: '' }]]);
  const queue = [0];
  for (const node of queue) {
    const begin = firstEdge[node / width] ?? 0;
    const end = begin + (nodes[node + edgeCount] ?? 0) * edgeWidth;
    for (let edge = begin; edge < end; edge += edgeWidth) {
      const kind = kinds[edges[edge] ?? 0] ?? '';
      const to = edges[edge + 2] ?? 0;
      if (kind === 'weak' || from.has(to)) continue;
      const label = edges[edge + 1] ?? 0;
      from.set(to, { node, by: kind === 'element' || kind === 'hidden' ? `[${label}]` : (strings[label] ?? '') });
      queue.push(to);
    }
  }
  const isMarked = strings.map((text) => marks.some((mark) => text.includes(mark)));
  const held: string[] = [];
  for (const node of from.keys()) {
    if (!isMarked[nodes[node + name] ?? 0]) continue;
    const path: string[] = [];
    for (let at = node; at > 0; at = from.get(at)?.node ?? -1) {
      path.unshift(`${from.get(at)?.by}: ${(strings[nodes[at + name] ?? 0] ?? '').slice(0, 60)}`);
    }
    held.push(path.join(' → '));
  }
  return held;
}
