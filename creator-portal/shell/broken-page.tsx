import { Link } from '@tanstack/react-router';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** A page that threw: say so, offer the way out. */
export function BrokenPage({ reset }: { reset: () => void }) {
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-2xl px-4 py-16">
      <PageHeader title={say.problem.brokeTitle} lead={say.problem.broke} />
      <div className="flex gap-2">
        <Button look="primary" onClick={reset}>
          {say.act.retry}
        </Button>
        <HomeLink />
      </div>
    </main>
  );
}

/** An address that leads nowhere, or to a workspace that is not one's own. */
export function MissingPage() {
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-2xl px-4 py-16">
      <PageHeader title={say.problem.missingTitle} lead={say.problem.missing} />
      <HomeLink />
    </main>
  );
}

function HomeLink() {
  return (
    <Link to="/" className={buttonClass('plain')}>
      {say.problem.home}
    </Link>
  );
}
