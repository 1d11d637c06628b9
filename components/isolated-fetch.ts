import { type FrameAnswer, PATIENCE, readFrameAnswer } from '@/lib/state/fetch-key-set';
import { recordAsked } from './privacy-asked';

/** By its file, not its folder: the development server serves no folders. */
const FRAME = '/isolated-fetch/index.html';

/**
 * Asks for one URL from inside a sandboxed frame, since this page's own policy lets it connect to nobody. The frame is told
 * the URL and nothing else, and is taken away with the answer. Rejects with the signal's reason when it is aborted.
 */
export function isolatedFetch(signal: AbortSignal, url: string): Promise<FrameAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    recordAsked(url);
    const { port1, port2 } = new MessageChannel();
    const frame = document.createElement('iframe');
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      port1.close();
      // With the frame goes its request, if it is still under way.
      frame.remove();
    };
    const settle = (answer: FrameAnswer) => {
      end();
      resolve(answer);
    };
    const abort = () => {
      end();
      reject(signal.reason);
    };
    const timer = setTimeout(() => settle({ kind: 'too-late' }), PATIENCE);
    signal.addEventListener('abort', abort);
    port1.onmessage = ({ data }) => settle(readFrameAnswer(data));
    // The frame's origin is opaque and has no name; what is sent is shown to the person and secret to nobody.
    frame.onload = () => frame.contentWindow?.postMessage({ url }, '*', [port2]);
    frame.sandbox.add('allow-scripts');
    frame.referrerPolicy = 'no-referrer';
    frame.title = 'Isolated fetch';
    frame.hidden = true;
    frame.src = FRAME;
    document.body.append(frame);
  });
}
