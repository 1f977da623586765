/** Mounts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './components/App';
import { startPage } from './state/startup';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root to mount the page in.');
startPage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
