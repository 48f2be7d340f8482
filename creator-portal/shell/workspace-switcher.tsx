import { Link } from '@tanstack/react-router';
import { ChevronsUpDown, LogOut, Plus } from 'lucide-react';
import type { MeView } from '../../server/protocol/accounts.ts';
import { signOut } from '../accounts/sign-out.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import type { OpenWorkspace } from './shell.tsx';
import { ThemeChoice } from './theme-choice.tsx';

/** Names the open workspace; opens to the others, the theme and the way out. */
export function WorkspaceSwitcher({ me, workspace }: { me: MeView; workspace: OpenWorkspace }) {
  return (
    <Disclosure
      label={say.shell.switchTo}
      button={
        <>
          <span className="min-w-0 flex-1 text-left">
            <span className="block truncate leading-5 font-semibold">{workspace.name}</span>
            <span className="block text-xs text-ink-soft">{workspace.kind}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" size={16} className="shrink-0 text-ink-soft" />
        </>
      }
    >
      <p className="px-2.5 pb-1 text-xs text-ink-soft">{say.shell.workspaces}</p>
      <ul>
        {placesOf(me).map((place) => (
          <li key={place.path}>
            <Link
              to={place.path}
              aria-current={place.path === workspace.path ? 'true' : undefined}
              className={classNames(ROW, place.path === workspace.path && 'font-semibold')}
            >
              <span className="min-w-0 flex-1 truncate">{place.name}</span>
              <span className="text-xs text-ink-soft">{place.kind}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Link to="/welcome" className={ROW}>
        <Plus aria-hidden="true" size={16} />
        {say.shell.addWorkspace}
      </Link>
      <div className="my-2 border-t border-line px-2.5 pt-3">
        <ThemeChoice />
      </div>
      <button type="button" className={ROW} onClick={() => void signOut()}>
        <LogOut aria-hidden="true" size={16} />
        {say.shell.signOut}
      </button>
      <p className="truncate px-2.5 pt-1 text-xs text-ink-soft">{me.user.email}</p>
    </Disclosure>
  );
}

const ROW = 'flex min-h-9 w-full items-center gap-2 rounded-sm px-2.5 text-left hover:bg-sunken';

function placesOf(me: MeView): OpenWorkspace[] {
  return [
    ...(me.creator
      ? [{ name: me.creator.displayName, kind: say.shell.asCreator, path: '/creator' }]
      : []),
    ...me.brands.map((brand) => ({
      name: brand.name,
      kind: say.shell.asBrand,
      path: `/brands/${brand.slug}`,
    })),
  ];
}
