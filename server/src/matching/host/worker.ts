// The thread the index lives in; started by worker-engine.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { createMatchIndex } from '../match-index.js';
import type { MatchWeights } from '../weights.js';
import type { Request } from './messages.js';
import { answerTo } from './serve.js';

const { weights } = workerData as { weights?: Partial<MatchWeights> };
const index = createMatchIndex({ taxonomy, weights });
parentPort?.on('message', (request: Request) => parentPort?.postMessage(answerTo(index, request)));
