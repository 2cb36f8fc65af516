import { Component, type ReactNode } from 'react';
import { Notice } from './notice.tsx';

/** Shows a way out in the place of what could not be shown; React would leave nothing. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Notice title="Chat" action={{ label: 'Load the page again', onClick: () => location.reload() }}>
        Something on this page has failed. What you have sent is safe.
      </Notice>
    );
  }
}
