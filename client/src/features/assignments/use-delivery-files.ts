// Files for a delivery: sent at once, to both sides, and known by their ids when the work is handed over.
import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { fileLimits, uploadFile } from '@enishi/shared/files';
import type { FileView } from '@enishi/shared/files';
import { randomId } from '../../lib/random-id.js';
import { uploadTo } from '../../lib/upload.js';

export const useDeliveryFiles = (id: string) => {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly FileView[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isTooBig, setIsTooBig] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  const send = async (file: File): Promise<void> => {
    setSending(file.name);
    try {
      const added = (await uploadTo(uploadFile, {
        file,
        query: {
          subjectKind: 'assignment',
          subjectId: id,
          name: file.name,
          audience: 'both',
          clientId: randomId(),
        },
        onProgress: () => undefined,
        signal: stop.current.signal,
      })) as FileView;
      setFiles((before) => [...before, added]);
    } catch (problem) {
      setError(problem);
    } finally {
      setSending(null);
      void client.invalidateQueries({ queryKey: ['files', 'assignment', id] });
    }
  };
  return {
    files,
    sending,
    error,
    isTooBig,
    async add(picked: readonly File[]): Promise<void> {
      setError(null);
      setIsTooBig(picked.find(({ size }) => size > fileLimits.bytes)?.name ?? null);
      for (const file of picked) if (file.size <= fileLimits.bytes) await send(file);
    },
    leaveOut: (fileId: string) => setFiles((before) => before.filter((file) => file.id !== fileId)),
  };
};
