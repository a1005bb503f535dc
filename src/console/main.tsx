import './lib/older-browsers.ts';
import './lib/without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { language } from './lib/i18n.ts';
import { startTheme } from './lib/theme.ts';
import './main.css';

startTheme();
document.documentElement.lang = language();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// What not-opened.js looks for: every file came and ran.
root.dataset['started'] = '';
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
