import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  fileKinds,
  fileLimits,
  acceptedEndings,
  endingOf,
  listFiles,
  removeFile,
  uploadFile,
} from '@enishi/shared/files';
import type { FileKind, FileView } from '@enishi/shared/files';
import type { FieldProblem } from '@enishi/shared/errors';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { call } from '../../lib/http.js';
import { useHint } from '../../lib/socket.js';
import { uploadTo } from '../../lib/upload.js';

const filesKey = ({ kind, id }: TalkSubject) => ['files', kind, id] as const;

export const useFiles = (subject: TalkSubject) => {
  const client = useQueryClient();
  useHint('thread', () => void client.invalidateQueries({ queryKey: filesKey(subject) }), subject.id);
  return useQuery({
    queryKey: filesKey(subject),
    queryFn: ({ signal }) => call(listFiles, { query: { subjectKind: subject.kind, subjectId: subject.id }, signal }),
  });
};

export const useReloadFiles = (subject: TalkSubject) => {
  const client = useQueryClient();
  return (): void => void client.invalidateQueries({ queryKey: filesKey(subject) });
};

export const useRemoveFile = (subject: TalkSubject) => {
  const onSettled = useReloadFiles(subject);
  return useMutation({ mutationFn: (id: string) => call(removeFile, { params: { id } }), onSettled });
};

export interface Outgoing {
  file: File;
  audience: Audience;
  clientId: string;
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

export const sendFile = async (
  subject: TalkSubject,
  { file, audience, clientId, ...rest }: Outgoing,
): Promise<FileView> =>
  (await uploadTo(uploadFile, {
    ...rest,
    file,
    query: { subjectKind: subject.kind, subjectId: subject.id, name: file.name, audience, clientId },
  })) as FileView;

/** What the browser itself can see is wrong with a file, before anything is sent. */
export const problemOfFile = (file: File): FieldProblem | null => {
  if (file.size === 0) return 'required';
  if (file.size > fileLimits.bytes) return 'too_big';
  const ending = endingOf(file.name);
  return ending !== '' && !acceptedEndings.includes(`.${ending}`) && !file.type.startsWith('text/')
    ? 'not_a_choice'
    : null;
};

export const isImage = (kind: FileKind): boolean => fileKinds[kind].media.startsWith('image/');
