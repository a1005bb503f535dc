import { ApiError } from './api.ts';
import { t } from './words/t.ts';

/** Whether anything answers at the console's address. */
export const isReached = (): Promise<boolean> =>
  fetch('/console/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );

/**
 * The file of a page, fetched when somebody goes there. For one that fails the router loads the whole page anew, which is right after a newer
 * version took its place; without a network that would leave the browser's own page and nothing of what was open. That is said instead.
 */
export const reached =
  <Module>(load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    try {
      return await load();
    } catch (error) {
      if (await isReached()) throw error;
      throw new ApiError(0, 'network', t('errorNetwork'), error);
    }
  };
