import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient, whenSignedOut } from './hub/client.ts';
import { router } from './router.tsx';
import './styles.css';

whenSignedOut.go = () => {
  const { pathname, searchStr } = router.state.location;
  if (['/sign-in', '/enter'].includes(pathname)) return;
  void router.navigate({ to: '/sign-in', search: { next: `${pathname}${searchStr}` } });
};

const place = document.getElementById('portal');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
