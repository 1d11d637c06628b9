import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staticServer } from '../scripts/serve.mjs';
import { OUT } from '../scripts/sources.mjs';

/** A host of the finished build on an address of its own, which can change what it serves, or be gone. */
export class Site {
  /** The method and address of every request that reached the host. */
  readonly asked: string[] = [];
  private readonly folders: string[] = [];
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<Site> {
    const site = new Site();
    await site.serve(OUT);
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Serves this folder from now on, at the same address. */
  async serve(folder: string): Promise<void> {
    await this.stop();
    this.server = staticServer(folder);
    this.server.prependListener('request', ({ method, url }) => this.asked.push(`${method} ${url}`));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** A copy of the build that a test may change. */
  copy(): string {
    const folder = mkdtempSync(join(tmpdir(), 'site-'));
    this.folders.push(folder);
    cpSync(OUT, folder, { recursive: true, filter: (path) => !path.endsWith('.br') });
    return folder;
  }

  /** Nobody answers any more. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async end(): Promise<void> {
    await this.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true });
  }
}
