import { request } from 'node:http';

const AGAIN_MS = 50;
const PATIENCE_MS = 10_000;

/** Asks a server on loopback, the path as it is given: `fetch` would put it in order first. The whole answer. */
function askOnce(port, { path, method = 'GET', headers = {} }) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject).end();
  });
}

/** The same, of a server that may just be starting. @throws when it cannot be reached */
export async function ask(port, what) {
  for (const since = Date.now(); ; ) {
    try {
      return await askOnce(port, what);
    } catch (error) {
      if (error.code !== 'ECONNREFUSED' || Date.now() - since > PATIENCE_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
