// The editing page of one kind. `/…/new` and `/…/:id/edit` are the same page: when the first words have been saved the
// address changes, and the form stays as it is.
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { FieldError } from '@enishi/shared/errors';
import type { ListingKind } from '@enishi/shared/listings';
import type { Viewer } from '@enishi/shared/users';
import { useCopy, useLanguage } from '../../../copy/index.js';
import { codeOf } from '../../../lib/api-error.js';
import { EmptyState } from '../../../ui/EmptyState.js';
import { FailedState } from '../../../ui/FailedState.js';
import { LoadingState } from '../../../ui/LoadingState.js';
import { PageHead } from '../../../ui/PageHead.js';
import { notifyDone } from '../../../ui/notify.js';
import { addressOfListing } from '../kinds.js';
import type { DraftOf, ViewOf } from '../kinds.js';
import { takeListing, useListing } from '../listing-queries.js';
import { Editor } from './Editor.js';
import type { Author } from './blank-drafts.js';

interface EditPageProps<Kind extends ListingKind> {
  kind: Kind;
  viewer: Viewer;
  missing: ReactNode;
  blank: (author: Author) => DraftOf[Kind];
  toDraft: (view: ViewOf[Kind]) => DraftOf[Kind] | null;
  children: (
    props: {
      values: DraftOf[Kind];
      change: (patch: Partial<DraftOf[Kind]>) => void;
      errorOf: (name: string) => string | null;
    },
    view: ViewOf[Kind] | null,
  ) => ReactNode;
}

interface FormState {
  /** Key of the form that began this listing; it goes on under the new address. */
  form?: string;
  /** What a refused publishing told. */
  fields?: readonly FieldError[];
}

export const EditPage = <Kind extends ListingKind>({
  kind,
  viewer,
  missing,
  blank,
  toDraft,
  children,
}: EditPageProps<Kind>) => {
  const t = useCopy('writing');
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const { id } = useParams();
  const { form, fields } = (location.state ?? {}) as FormState;
  const key = form ?? id ?? `new-${location.key}`;
  const listing = useListing(kind, id ?? null);

  const handleView = (view: ViewOf[Kind]): void => {
    takeListing(client, kind, view);
    // The address is read when it happens: the person may have left the form while the answer was on its way.
    if (!window.location.pathname.endsWith('/new')) return;
    const address = `${addressOfListing(kind, view.id)}/edit`;
    void navigate(address, { replace: true, preventScrollReset: true, state: { form: key } });
    // The router changes the address a little later; whoever reloads before that must find the draft too.
    window.history.replaceState(window.history.state, '', address);
  };
  const handlePublished = (view: ViewOf[Kind]): void => {
    notifyDone(t('edit.publishedDone'));
    void navigate(addressOfListing(kind, view.id));
  };
  const handleChanged = (): void => {
    notifyDone(t('edit.changesDone'));
    if (id) void navigate(addressOfListing(kind, id));
  };

  const editor = (view: ViewOf[Kind] | null) => {
    const expertKind = viewer.activeRole === 'teleworker' ? 'teleworker' : 'expert';
    const initial = view ? toDraft(view) : blank({ prefecture: viewer.prefecture, language, expertKind });
    if (!initial || (view && !view.abilities.canEdit)) return <EmptyState title={t('edit.notYours')} />;
    return (
      <Editor
        key={key}
        kind={kind}
        viewerId={viewer.id}
        view={view}
        initial={initial}
        toDraft={toDraft}
        {...(fields ? { fields } : {})}
        onView={handleView}
        onPublished={handlePublished}
        onChanged={handleChanged}
      >
        {(props) => children(props, view)}
      </Editor>
    );
  };

  // "New" and "edit" must draw the editor at the same place of the tree, or it would begin anew and lose the cursor.
  const content = (): ReactNode => {
    if (!id) return editor(null);
    if (listing.data) return editor(listing.data);
    if (listing.isPending) return <LoadingState rows={2} height={240} />;
    if (codeOf(listing.error) === 'not_found') return missing;
    return <FailedState error={listing.error} onRetry={() => void listing.refetch()} />;
  };
  const isNew = !id || form !== undefined;
  return (
    <>
      <PageHead
        title={t(isNew ? `edit.titleNew.${kind}` : `edit.titleEdit.${kind}`)}
        description={t(`edit.lead.${kind}`)}
      />
      {content()}
    </>
  );
};
