import './jsx.ts';

// Loaded after the hook that understands pages.
const { serve } = await import('./serve.ts');
await serve(process.env);
