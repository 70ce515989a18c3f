import { listMunicipalities } from '@enishi/shared/municipalities';
import { route, type Route } from '../http/route.js';
import type { Municipalities } from './municipalities.js';

export const municipalityRoutes = ({ listIn, listByCodes }: Municipalities): Route[] => [
  route(listMunicipalities, ({ query: { prefecture, codes } }) => {
    const named = codes ? listByCodes(codes) : listIn(prefecture ?? '');
    return Promise.resolve({ items: named.filter((one) => !prefecture || one.prefecture === prefecture) });
  }),
];
