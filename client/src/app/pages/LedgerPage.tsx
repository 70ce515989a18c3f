import { useParams } from 'react-router';
import { LedgerPage } from '../../features/listings/LedgerPage.js';
import { kindOfPlural } from '../../features/listings/kinds.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';

export const Component = () => {
  const { plural, id } = useParams();
  const kind = kindOfPlural(plural);
  return <Page>{kind && id ? <LedgerPage key={id} kind={kind} id={id} missing={<Missing />} /> : <Missing />}</Page>;
};
