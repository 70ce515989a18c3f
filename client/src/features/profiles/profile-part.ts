import type { ExpertDraft } from '@enishi/shared/experts';

/** What each part of the form is handed. */
export interface ProfilePart {
  values: ExpertDraft;
  change: (patch: Partial<ExpertDraft>) => void;
  errorOf: (name: string) => string | null;
}
