import { useMutation } from '@tanstack/react-query';
import { Package } from 'lucide-react';
import { useState } from 'react';
import type { DeviceView } from '../../server/protocol/popups.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { refreshPopups, useDevices } from './use-devices.ts';

type Row = DeviceView['leases'][number] & { device: DeviceView };

/** What devices have leased, drop by drop; a lost one's units are released here. */
export function LeasesTab() {
  const brand = useBrand();
  const devices = useDevices();
  const [releasing, setReleasing] = useState<Row | null>(null);
  return (
    <>
      <Loaded query={devices} skeleton={<RowsSkeleton rows={4} />}>
        {(list) => {
          const drops = byDrop(list);
          if (drops.length === 0) {
            return (
              <EmptyState title={say.popups.noLeasesTitle} icon={<Package size={20} />}>
                <p>{say.popups.noLeases}</p>
              </EmptyState>
            );
          }
          return drops.map(({ dropId, title, rows }) => (
            <Section key={dropId} title={title}>
              <Table
                caption={say.popups.leasesOf(title)}
                columns={columns(brand.role === 'viewer' ? null : setReleasing)}
                rows={rows}
                rowKey={({ leaseId }) => leaseId}
              />
            </Section>
          ));
        }}
      </Loaded>
      {releasing && <ReleaseDialog row={releasing} onClose={() => setReleasing(null)} />}
    </>
  );
}

function columns(onRelease: ((row: Row) => void) | null): Column<Row>[] {
  return [
    { key: 'article', head: say.popups.article, cell: ({ skuTitle }) => skuTitle, isTitle: true },
    { key: 'device', head: say.popups.device, cell: ({ device }) => device.name },
    number('leased', say.popups.leasedHead, ({ leasedUnits }) => leasedUnits),
    number('sold', say.popups.soldHead, ({ confirmedUnits }) => confirmedUnits),
    number(
      'back',
      say.popups.backHead,
      ({ leasedUnits, confirmedUnits, openUnits }) => leasedUnits - confirmedUnits - openUnits,
    ),
    number('open', say.popups.openHead, ({ openUnits }) => openUnits),
    {
      key: 'act',
      head: '',
      cell: (row) =>
        row.openUnits > 0 &&
        onRelease && (
          <Button
            small
            aria-label={say.popups.releaseOf(row.skuTitle, row.device.name)}
            onClick={() => onRelease(row)}
          >
            {say.popups.release}
          </Button>
        ),
    },
  ];
}

function number(key: string, head: string, of: (row: Row) => number): Column<Row> {
  return { key, head, isNumber: true, cell: (row) => say.figure.count(of(row)) };
}

/** Warns of what follows: the device may have sold what is released. */
function ReleaseDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const brand = useBrand();
  const release = useMutation(hub.popups.releaseLease.mutationOptions());
  const { leaseId, openUnits, device } = row;
  return (
    <ConfirmDialog
      title={say.popups.releaseTitle(openUnits)}
      actionLabel={say.popups.release}
      danger
      onConfirm={async () => {
        await release.mutateAsync({ brandId: brand.id, leaseId });
        await refreshPopups();
        toast(say.popups.released);
      }}
      onClose={onClose}
    >
      <p>{say.popups.releaseText(openUnits, device.name)}</p>
      <Notice>{say.popups.releaseWarning}</Notice>
      {device.revokedAt === null && <p>{say.popups.releaseAlive}</p>}
    </ConfirmDialog>
  );
}

function byDrop(devices: DeviceView[]): { dropId: string; title: string; rows: Row[] }[] {
  const drops = new Map<string, { dropId: string; title: string; rows: Row[] }>();
  for (const device of devices) {
    for (const lease of device.leases) {
      const { dropId, dropTitle: title } = lease;
      const drop = drops.get(dropId) ?? { dropId, title, rows: [] };
      drops.set(dropId, { ...drop, rows: [...drop.rows, { ...lease, device }] });
    }
  }
  // An id begins with its time: the newest drop first.
  return [...drops.values()].sort((a, b) => b.dropId.localeCompare(a.dropId));
}
