import { useParams } from 'react-router';

/** The `:id` of the address. */
export const useAddressId = (): string => useParams()['id'] ?? '';
