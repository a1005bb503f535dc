import { jsx } from './jsx.ts';

// Loaded after the hook that understands pages.
const { serve } = await import('./serve.ts');
jsx.deregister();
await serve(process.env);
