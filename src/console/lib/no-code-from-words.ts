import { z } from 'zod';

// The policy of the page forbids code that is made of words. zod tries whether it may, at the first schema that is made: it is told before.
z.config({ jitless: true });
