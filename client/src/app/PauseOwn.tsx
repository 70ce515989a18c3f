import { useQueryClient } from '@tanstack/react-query';
import type { ExpertCard } from '@enishi/shared/experts';
import { refreshListing, takeListing } from '../features/listings/listing-queries.js';
import { Pause } from '../features/profiles/Pause.js';

/** Stops and takes up work on one's own profile; what shows the profile follows at once. */
export const PauseOwn = ({ profile }: { profile: Pick<ExpertCard, 'id' | 'version' | 'unavailableUntil'> }) => {
  const client = useQueryClient();
  return (
    <Pause
      profile={profile}
      onChanged={(view) => takeListing(client, 'expert', view)}
      onFailed={() => refreshListing(client, 'expert', profile.id)}
    />
  );
};
