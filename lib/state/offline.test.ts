import { beforeEach, describe, expect, test } from 'vitest';
import type { ToServiceWorker } from '../worker/offline';
import { type Kept, watchOffline } from './offline';

/** A service worker of a build, as the browser shows it to a page. */
class Script extends EventTarget {
  readonly said: ToServiceWorker[] = [];
  constructor(
    readonly build: string | undefined,
    public state: ServiceWorkerState,
  ) {
    super();
  }
  postMessage(message: ToServiceWorker, ports?: MessagePort[]) {
    this.said.push(message);
    if (this.build !== undefined) ports?.[0]?.postMessage({ build: this.build });
  }
  become(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  installing: Script | null = null;
  waiting: Script | null = null;
  active: Script | null = null;
}

class Container extends EventTarget {
  constructor(readonly registration: Registration | undefined) {
    super();
  }
  async register() {
    if (!this.registration) throw new Error('no storage');
    return this.registration as unknown as ServiceWorkerRegistration;
  }
}

let registration: Registration;
let told: Kept[];
let reloads: number;
let controller: AbortController;

/** Long enough for a question and its answer, however slow the machine: rounds, not time. */
async function settle() {
  for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function watch(container: EventTarget = new Container(registration)) {
  const surroundings = {
    container: container as unknown as ServiceWorkerContainer,
    build: 'one',
    reload: () => {
      reloads += 1;
    },
  };
  const watched = watchOffline(controller.signal, surroundings, (kept) => told.push(kept));
  await settle();
  return { ...watched, container };
}

beforeEach(() => {
  registration = new Registration();
  told = [];
  reloads = 0;
  controller = new AbortController();
  return () => controller.abort();
});

describe('what is kept', () => {
  test('is told once every file of this build is', async () => {
    const script = new Script('one', 'installing');
    registration.installing = script;
    await watch();
    expect(told).toEqual([]);
    Object.assign(registration, { installing: null, active: script });
    script.become('activating');
    await settle();
    expect(told).toEqual([]);
    script.become('activated');
    await settle();
    expect(new Set(told)).toEqual(new Set(['this-build']));
  });

  test('is another build where the host changed between the page and its service worker', async () => {
    registration.active = new Script('two', 'activated');
    await watch();
    expect(told).toEqual(['newer-build']);
  });

  test.each([
    ['storage is forbidden', () => new Container(undefined)],
    ['nothing was registered', () => Object.assign(new Container(registration), { register: async () => undefined })],
  ])('is nothing where %s, and nothing fails', async (_, container) => {
    await watch(container());
    expect(told).toEqual([]);
  });

  test('is nothing when the installing fails', async () => {
    const script = new Script('one', 'installing');
    registration.installing = script;
    await watch();
    registration.installing = null;
    script.become('redundant');
    await settle();
    expect(told).toEqual([]);
  });
});

describe('a newer version', () => {
  let older: Script;
  let newer: Script;

  /** The newer one is installed while the page is open. */
  async function arrive() {
    older = new Script('one', 'activated');
    registration.active = older;
    const watched = await watch();
    newer = new Script('two', 'installing');
    registration.installing = newer;
    registration.dispatchEvent(new Event('updatefound'));
    Object.assign(registration, { installing: null, waiting: newer });
    newer.become('installed');
    await settle();
    return watched;
  }

  function activate(container: EventTarget) {
    Object.assign(registration, { waiting: null, active: newer });
    newer.state = 'activating';
    container.dispatchEvent(new Event('controllerchange'));
    newer.become('activated');
  }

  test('is offered and otherwise left waiting', async () => {
    await arrive();
    expect(told).toEqual(['this-build', 'newer-build']);
    expect(newer.said).toEqual([]);
    expect(reloads).toBe(0);
  });

  test('is offered when it waits already', async () => {
    registration.active = new Script('one', 'activated');
    registration.waiting = new Script('two', 'installed');
    await watch();
    expect(told).toEqual(['newer-build']);
  });

  test('is shown after a reload once this tab agreed', async () => {
    const { takeNewer, container } = await arrive();
    takeNewer();
    expect(newer.said).toEqual([{ kind: 'take-over' }]);
    expect(reloads).toBe(0);
    activate(container);
    expect(reloads).toBe(1);
  });

  test('leaves this tab alone when another one agreed, and stays offered', async () => {
    const { takeNewer, container } = await arrive();
    activate(container);
    await settle();
    expect(reloads).toBe(0);
    expect(told.at(-1)).toBe('newer-build');
    takeNewer();
    expect(reloads).toBe(1);
  });
});

test('nothing more is told once nobody listens', async () => {
  registration.active = new Script('one', 'activated');
  const { container } = await watch();
  controller.abort();
  told = [];
  container.dispatchEvent(new Event('controllerchange'));
  await settle();
  expect(told).toEqual([]);
});
