import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { AudienceMemberView, AudienceView } from '../../server/protocol/audiences.ts';
import { hub, hubClient, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { downloadCsv } from '../ui/download-csv.ts';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';

/** Who belongs to an audience: to be found, removed and taken along. */
export function MembersDialog({
  audience,
  onClose,
}: {
  audience: AudienceView;
  onClose: () => void;
}) {
  const brand = useBrand();
  const ids = { brandId: brand.id, audienceId: audience.id };
  const [find, setFind] = useState('');
  const search = useDeferredValue(find.trim());
  const members = useInfiniteQuery({
    queryKey: [...hub.audiences.members.queryKey(ids), search],
    queryFn: ({ pageParam }) =>
      hubClient.audiences.members.query({
        ...ids,
        search,
        ...(pageParam === '' ? {} : { after: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const remove = useMutation(hub.audiences.removeMembers.mutationOptions());
  const save = useMutation({ mutationFn: () => exportMembers(ids, audience.name) });
  const removeOne = async (email: string) => {
    await remove.mutateAsync({ ...ids, addresses: [email] });
    await queryClient.invalidateQueries(hub.audiences.pathFilter());
    toast(say.audiences.removed(email));
  };
  const rows = members.data?.pages.flatMap((page) => page.members) ?? [];
  return (
    <Dialog title={audience.name} onClose={onClose} wide>
      <div className="space-y-4">
        <TextField
          label={say.audiences.search}
          type="search"
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
        <ProblemNotice error={members.error ?? remove.error ?? save.error} />
        {members.isPending && <RowsSkeleton rows={4} />}
        {members.isSuccess && rows.length === 0 && (
          <p className="text-ink-soft">
            {search === '' ? say.audiences.noMembers : say.audiences.noMatch}
          </p>
        )}
        {rows.length > 0 && (
          <Table
            caption={audience.name}
            rows={rows}
            rowKey={({ email }) => email}
            columns={[
              {
                key: 'email',
                head: say.audiences.address,
                isTitle: true,
                cell: ({ email }) => <span className="break-all">{email}</span>,
              },
              {
                key: 'since',
                head: say.audiences.since,
                cell: ({ email, addedAt }: AudienceMemberView) => (
                  <span className="flex items-center justify-end gap-2">
                    <Time at={addedAt} form="date" />
                    <IconButton
                      label={say.audiences.removeLabel(email)}
                      onClick={() => void removeOne(email).catch(() => null)}
                    >
                      <Trash2 aria-hidden="true" size={16} />
                    </IconButton>
                  </span>
                ),
              },
            ]}
          />
        )}
        {members.hasNextPage && (
          <Button busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
            {say.act.more}
          </Button>
        )}
      </div>
      <DialogActions>
        <Button onClick={onClose}>{say.act.close}</Button>
        <Button
          busy={save.isPending}
          aria-label={say.audiences.csvLabel(audience.name)}
          onClick={() => save.mutate()}
        >
          {say.audiences.csv}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** All members, however many pages they fill. */
async function exportMembers(ids: { brandId: string; audienceId: string }, name: string) {
  const rows: string[][] = [['email', 'added_at']];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof hubClient.audiences.members.query>> =
      await hubClient.audiences.members.query({ ...ids, ...(after === '' ? {} : { after }) });
    rows.push(...page.members.map((one) => [one.email, new Date(one.addedAt).toISOString()]));
    after = page.next;
  }
  downloadCsv(`${name}.csv`, rows);
}
