import { useQuery } from '@tanstack/react-query';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';

/** Who did what from a dock, latest first. */
export function DockCommands({ dropId }: { dropId: string }) {
  const brand = useBrand();
  const commands = useQuery(
    hub.dock.commands.queryOptions({ brandId: brand.id, dropId }, { refetchInterval: 5_000 }),
  );
  return (
    <section className="mt-8" aria-labelledby="commands-title">
      <h2 id="commands-title" className="mb-3 text-lg font-semibold">
        {say.commands.title}
      </h2>
      <Loaded query={commands} skeleton={<RowsSkeleton rows={2} />}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-ink-soft">{say.commands.none}</p>
          ) : (
            <Panel>
              <ol className="space-y-3">
                {list.map(({ id, at, act, text, creatorName, dockName }) => (
                  <li key={id} className="flex flex-wrap gap-x-4">
                    <span className="w-44 text-sm text-ink-soft">
                      <Time at={at} />
                    </span>
                    <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
                      <span className="font-medium">{say.commands.acts[act]}</span>
                      {text && <span className="text-ink-soft"> · {text}</span>}
                    </span>
                    <span className="text-sm text-ink-soft">
                      {say.commands.by(creatorName, dockName)}
                    </span>
                  </li>
                ))}
              </ol>
            </Panel>
          )
        }
      </Loaded>
    </section>
  );
}
