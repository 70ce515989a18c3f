// A page test walks through many steps on a machine that may be busy with other tests; waiting longer costs nothing
// when all is well.
import { configure } from '@testing-library/react';

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
