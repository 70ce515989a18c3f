// Files on their way: how far each has come, and what became of it.
import { useRef, useState } from 'react';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { randomId } from '../../lib/random-id.js';
import { problemOfFile, sendFile, useReloadFiles } from './use-files.js';
import { useFileProblem } from './words.js';

export interface Upload {
  key: string;
  file: File;
  audience: Audience;
  progress: number;
  /** In words; null while it is on its way. */
  problem: string | null;
  /** Trying again may help. */
  canRetry: boolean;
}

export const useUploads = (subject: TalkSubject, onAdded: (name: string) => void) => {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const reload = useReloadFiles(subject);
  const problems = useFileProblem();

  const change = (key: string, changes: Partial<Upload>): void =>
    setUploads((now) => now.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
  const drop = (key: string): void => setUploads((now) => now.filter((upload) => upload.key !== key));

  const run = async ({ key, file, audience }: Pick<Upload, 'key' | 'file' | 'audience'>): Promise<void> => {
    const stop = new AbortController();
    stops.current.set(key, stop);
    try {
      const onProgress = (progress: number): void => change(key, { progress });
      await sendFile(subject, { file, audience, clientId: key, onProgress, signal: stop.signal });
      drop(key);
      reload();
      onAdded(file.name);
    } catch (error) {
      if (stop.signal.aborted) drop(key);
      else change(key, { problem: problems.ofError(error, file.name), canRetry: true });
    } finally {
      stops.current.delete(key);
    }
  };

  return {
    uploads,
    add: (files: readonly File[], audience: Audience): void => {
      for (const file of files) {
        const found = problemOfFile(file);
        const problem = found && problems.of(found, file.name);
        const upload = { key: randomId(), file, audience, progress: 0, problem, canRetry: false };
        setUploads((now) => [...now, upload]);
        if (!problem) void run(upload);
      }
    },
    retry: (upload: Upload): void => {
      change(upload.key, { problem: null, progress: 0, canRetry: false });
      void run(upload);
    },
    /** Calls off what is on its way, puts away what has failed. */
    cancel: ({ key }: Upload): void => {
      const stop = stops.current.get(key);
      if (stop) stop.abort();
      else drop(key);
    },
  };
};
