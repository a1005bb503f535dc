import { z } from 'zod';

// Our pages forbid code made from text, and the browser would say so of each page: zod need not try. Imported first.
z.config({ jitless: true });
