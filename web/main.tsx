import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { ErrorBoundary } from './elements/error-boundary.tsx';
import { showTheme, themeOf } from './theme.ts';
import './styles/page.css';
import './styles/sidebar.css';
import './styles/conversation.css';

showTheme(themeOf());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  );
}
