import { Outlet } from '@tanstack/react-router';
import { say } from '../strings.ts';
import { Toaster } from '../ui/toast.tsx';

/** What every page has: a way to skip the navigation, and a place for toasts. */
export function Root() {
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-sm bg-ink px-4 py-2 font-medium text-paper focus:translate-y-0"
      >
        {say.shell.skip}
      </a>
      <Outlet />
      <Toaster />
    </>
  );
}
