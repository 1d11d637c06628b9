import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Chromium itself asks its maker what the fields of a page may mean, page or no page of ours. It is told to ask here, in the
 * clear, so that what it says can be read: the kinds of fields, never what stands in them.
 */
export const AUTOFILL = 'http://autofill.invalid/';

/** A request as it went over the wire, whoever made it: the page, a frame, a worker, the service worker, the browser. */
export type Asked = { method: string; url: string; headers: string; body: string };

/**
 * All that a browser has to do with other computers: a proxy that everything goes through, loopback included, and that
 * writes everything down. It passes on to the origins that it is told of, and refuses all others.
 */
export class Wire {
  readonly asked: Asked[] = [];
  private readonly origins = new Set<string>();
  private readonly server = createServer((request, response) => void this.pass(request, response));

  static async start(...origins: string[]): Promise<Wire> {
    const wire = new Wire();
    for (const origin of origins) wire.allow(origin);
    // A tunnel hides what goes through it: nothing here needs one, so that asking for it is enough to know.
    wire.server.on('connect', (request, socket) => {
      wire.write(request, '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    wire.server.listen(0, '127.0.0.1');
    await once(wire.server, 'listening');
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  allow(origin: string): void {
    this.origins.add(origin);
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private write({ method = '', url = '', rawHeaders }: IncomingMessage, body: string): void {
    this.asked.push({ method, url, headers: rawHeaders.join('\n'), body });
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    this.write(request, body.toString('latin1'));
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
    if (!url || !this.origins.has(url.origin)) {
      response.writeHead(502).end();
      return;
    }
    const { 'proxy-connection': _, ...headers } = request.headers;
    const { method } = request;
    const passed = forward(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end(body);
  }
}
