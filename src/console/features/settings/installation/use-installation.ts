import { useQuery } from '@tanstack/react-query';
import { Installation } from '../../../../server/installation/contract.ts';
import { api } from '../../../lib/api.ts';

export const INSTALLATION = ['installation'];

/** How the machine and the program on it are; asked by who may know it. */
export const useInstallation = () =>
  useQuery({
    queryKey: INSTALLATION,
    queryFn: ({ signal }) => api.get('/api/v1/installation', Installation, { signal }),
  });
