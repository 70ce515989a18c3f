// The match engine in a thread of its own, so that neither a long query nor a merge holds up the event loop.
import { Worker } from 'node:worker_threads';
import type { MatchEngine } from '../types.js';
import type { MatchWeights } from '../weights.js';
import { createRemoteEngine } from './remote-engine.js';

export interface WorkerEngineOptions {
  weights?: Partial<MatchWeights>;
  /** The built worker.js. */
  script?: URL;
}

export const createWorkerEngine = ({
  weights,
  script = new URL('./worker.js', import.meta.url),
}: WorkerEngineOptions = {}): MatchEngine => {
  const worker = new Worker(script, { workerData: { weights } });
  const engine = createRemoteEngine(
    (request) => worker.postMessage(request),
    async () => {
      await worker.terminate();
    },
  );
  worker.on('message', engine.receive);
  worker.on('error', engine.fail);
  worker.on('exit', () => engine.fail(new Error('The thread of the match engine has ended.')));
  return engine;
};
