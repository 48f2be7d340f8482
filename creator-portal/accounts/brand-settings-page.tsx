import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { HostsSection } from '../links/hosts-section.tsx';
import { ThemeChoice } from '../shell/theme-choice.tsx';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { readShareBps } from '../ui/money-input.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { toast } from '../ui/toast.tsx';
import { MembersSection } from './members-section.tsx';
import { ZoneField } from './zone-field.tsx';

/** Name, zone, widget sites and members of a brand. */
export function BrandSettingsPage() {
  const brand = useBrand();
  return (
    <>
      <PageHeader title={say.pages.settings} lead={say.settings.brandLead} />
      <Section title={say.settings.workspace}>
        <Panel>
          <WorkspaceForm key={brand.id} />
        </Panel>
        <p className="mt-2 text-sm text-ink-soft">
          {say.settings.capText(say.figure.percentOfBps(brand.maxPayoutBpsPerOrder))}
        </p>
      </Section>
      <MembersSection />
      <HostsSection />
      <Section title={say.settings.appearance}>
        <Panel>
          <ThemeChoice />
        </Panel>
      </Section>
    </>
  );
}

function WorkspaceForm() {
  const brand = useBrand();
  const [name, setName] = useState(brand.name);
  const [timeZone, setTimeZone] = useState(brand.timeZone);
  const [floor, setFloor] = useState(String(brand.rateFloorBps / 100));
  const [origins, setOrigins] = useState(brand.widgetOrigins.join('\n'));
  const update = useMutation(
    hub.accounts.updateBrand.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.accounts.me.queryFilter());
        toast(say.act.saved);
      },
    }),
  );
  const mayChange = brand.role === 'owner';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const widgetOrigins = origins.split(/\s+/).filter(Boolean);
    const rateFloorBps = readShareBps(floor) ?? brand.rateFloorBps;
    update.mutate({ brandId: brand.id, name, timeZone, rateFloorBps, widgetOrigins });
  };
  return (
    <form className="grid gap-4 sm:grid-cols-2" onSubmit={submit}>
      <TextField
        label={say.settings.name}
        value={name}
        disabled={!mayChange}
        onChange={(event) => setName(event.target.value)}
        error={fieldMessage(update.error, 'name')}
        required
      />
      <ZoneField
        value={timeZone}
        onChange={setTimeZone}
        hint={say.settings.zoneHint}
        disabled={!mayChange}
      />
      <TextField
        label={say.settings.floor}
        hint={say.settings.floorHint}
        value={floor}
        inputMode="decimal"
        suffix="%"
        disabled={!mayChange}
        onChange={(event) => setFloor(event.target.value)}
        error={
          readShareBps(floor) === null
            ? say.contracts.badShare
            : fieldMessage(update.error, 'rateFloorBps')
        }
        required
      />
      <TextArea
        label={say.settings.origins}
        className="sm:col-span-2"
        hint={say.settings.originsHint}
        value={origins}
        disabled={!mayChange}
        onChange={(event) => setOrigins(event.target.value)}
        error={fieldMessage(update.error, 'widgetOrigins')}
      />
      <div className="space-y-3 sm:col-span-2">
        <ProblemNotice error={update.error} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <a href="/embed/example.html" className="text-sm underline">
            {say.settings.originsOpen}
          </a>
          {mayChange && (
            <Button type="submit" look="primary" busy={update.isPending}>
              {say.act.save}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
