import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import {
  addProjectPart,
  changeProject,
  changeProjectPart,
  createProject,
  getProject,
  listProjectPeople,
  listProjects,
  removeProjectPart,
  reportProgress,
} from '@enishi/shared/projects';
import type { ProjectState, ProjectView } from '@enishi/shared/projects';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const all = ['projects'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;

/** One's projects, newest first, page by page. */
export const useProjects = (state: ProjectState | null) =>
  useInfiniteQuery({
    queryKey: [...all, 'list', state],
    queryFn: ({ pageParam, signal }) =>
      call(listProjects, { query: { cursor: pageParam, state: state ?? undefined }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const useProjectsOfCase = (caseId: string) => {
  const client = useQueryClient();
  const queryKey = [...all, 'case', caseId];
  useHint('case', () => void client.invalidateQueries({ queryKey }), caseId);
  return useQuery({ queryKey, queryFn: ({ signal }) => call(listProjects, { query: { caseId, limit: 50 }, signal }) });
};

export const useProject = (id: string) => {
  const client = useQueryClient();
  useWatch({ kind: 'project', id });
  useHint('project', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => call(getProject, { params: { id }, signal }),
  });
};

/** Asked for only while a form is open. */
export const useProjectPeople = (id: string) =>
  useQuery({
    queryKey: [...all, 'people', id],
    queryFn: ({ signal }) => call(listProjectPeople, { params: { id }, signal }),
  });

export const reloadProject = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: oneKey(id) });

/** Puts the fresh answer on the page at once; lists ask again. */
const usePut = () => {
  const client = useQueryClient();
  return (view: ProjectView): void => {
    client.setQueryData(oneKey(view.id), view);
    void client.invalidateQueries({ queryKey: [...all, 'list'] });
    void client.invalidateQueries({ queryKey: [...all, 'case', view.caseId] });
  };
};

export const useCreateProject = (caseId: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof createProject>) => call(createProject, { params: { id: caseId }, body }),
    onSuccess,
  });
};

export const useChangeProject = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof changeProject>) => call(changeProject, { params: { id }, body }),
    onSuccess,
  });
};

export const useAddPart = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof addProjectPart>) => call(addProjectPart, { params: { id }, body }),
    onSuccess,
  });
};

export const useChangePart = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ partId, ...body }: BodyInputOf<typeof changeProjectPart> & { partId: string }) =>
      call(changeProjectPart, { params: { id, partId }, body }),
    onSuccess,
  });
};

export const useRemovePart = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ partId, version }: { partId: string; version: number }) =>
      call(removeProjectPart, { params: { id, partId }, body: { version } }),
    onSuccess,
  });
};

export const useReport = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ partId, ...body }: { partId: string; version: number; doneShare: number }) =>
      call(reportProgress, { params: { id, partId }, body }),
    onSuccess,
  });
};
