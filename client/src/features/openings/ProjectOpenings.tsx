// Openings for the work of a project, by work package.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listProjectOpenings } from '@enishi/shared/openings';
import type { ProjectOpening } from '@enishi/shared/openings';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { call } from '../../lib/http.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './ProjectOpenings.module.css';

interface WorkPackage {
  id: string;
  title: string;
}

interface ProjectOpeningsProps {
  projectId: string;
  packages: readonly WorkPackage[];
  /** May this reader offer work at all? */
  canOffer: boolean;
}

const Opening = ({ opening }: { opening: ProjectOpening }) => {
  const t = useCopy('openings');
  const format = useFormat();
  return (
    <li>
      <Link to={`/openings/${opening.id}`}>{opening.title}</Link>{' '}
      <span className={styles.muted}>
        {[
          opening.code,
          t('page.peopleCount', { count: opening.people }),
          opening.applyBy ? t('project.until', { date: format.date(opening.applyBy) }) : '',
        ]
          .filter(Boolean)
          .join('・')}
      </span>
    </li>
  );
};

const addressToOffer = (projectId: string, { id, title }: WorkPackage): string =>
  `/openings/new?${new URLSearchParams({ project: projectId, part: id, title }).toString()}`;

export const ProjectOpenings = ({ projectId, packages, canOffer }: ProjectOpeningsProps) => {
  const t = useCopy('openings');
  const query = useQuery({
    queryKey: ['openings', 'project', projectId],
    queryFn: ({ signal }) => call(listProjectOpenings, { params: { id: projectId }, signal }),
  });
  if (packages.length === 0) return null;
  const items = query.data?.items ?? [];
  return (
    <section aria-labelledby="openings" className={styles.section}>
      <h2 id="openings">{t('project.title')}</h2>
      <p className={styles.muted}>{t('project.explain')}</p>
      {query.isPending ? <LoadingState rows={1} /> : null}
      {query.isError && !query.data ? (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ul className={styles.packages}>
          {packages.map((part) => {
            const offered = items.filter(({ partId }) => partId === part.id);
            return (
              <li key={part.id} className={styles.package}>
                <div>
                  <h3 className={styles.name}>{part.title}</h3>
                  {offered.length > 0 ? (
                    <ul className={styles.openings}>
                      {offered.map((opening) => (
                        <Opening key={opening.id} opening={opening} />
                      ))}
                    </ul>
                  ) : query.data ? (
                    <p className={styles.muted}>{t('project.none')}</p>
                  ) : null}
                </div>
                {canOffer ? (
                  <Button
                    component={Link}
                    to={addressToOffer(projectId, part)}
                    size="compact-md"
                    variant="default"
                    aria-label={t('project.offerOf', { title: part.title })}
                  >
                    {t('project.offer')}
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};
