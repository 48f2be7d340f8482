import { Outlet } from '@tanstack/react-router';
import { say } from '../strings.ts';
import { Toaster } from '../ui/toast.tsx';

/** What every page has: a way to skip the navigation, and a place for toasts. */
export function Root() {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-sm bg-ink px-4 py-2 font-medium text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-4 focus:py-2"
      >
        {say.shell.skip}
      </a>
      <Outlet />
      <Toaster />
    </>
  );
}
