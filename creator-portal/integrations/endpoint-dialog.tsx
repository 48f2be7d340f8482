import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  CHOOSABLE_EVENTS,
  WEBHOOK_EVENTS,
  type WebhookEndpointView,
  type WebhookEvent,
} from '../../server/protocol/webhooks.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { Choices } from './choices.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const EVENTS = Object.fromEntries(
  CHOOSABLE_EVENTS.map((type) => [type, WEBHOOK_EVENTS[type]]),
) as Partial<Record<WebhookEvent, string>>;

/** Makes an endpoint and shows its secret once, or changes one. */
export function EndpointDialog({
  endpoint,
  onClose,
}: {
  endpoint?: WebhookEndpointView;
  onClose: () => void;
}) {
  const brand = useBrand();
  const [url, setUrl] = useState(endpoint?.url ?? 'https://');
  const [description, setDescription] = useState(endpoint?.description ?? '');
  const [eventTypes, setEventTypes] = useState<WebhookEvent[]>(
    endpoint?.eventTypes ?? CHOOSABLE_EVENTS,
  );
  const refresh = () => queryClient.invalidateQueries(hub.webhooks.pathFilter());
  const create = useMutation(hub.webhooks.create.mutationOptions());
  const change = useMutation(
    hub.webhooks.change.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast(say.webhooks.saved);
        onClose();
      },
    }),
  );
  if (create.data) {
    const close = () => {
      onClose();
      void refresh();
    };
    const { secret } = create.data;
    return <SecretDialog title={say.webhooks.secretOf(url)} secret={secret} onClose={close} />;
  }
  const error = create.error ?? change.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const settings = { brandId: brand.id, url, description, eventTypes };
    if (endpoint) change.mutate({ ...settings, endpointId: endpoint.id });
    else create.mutate(settings);
  };
  return (
    <Dialog title={endpoint ? say.webhooks.edit : say.webhooks.create} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.webhooks.url}
          hint={say.webhooks.urlHint}
          value={url}
          inputMode="url"
          onChange={(event) => setUrl(event.target.value)}
          error={fieldMessage(error, 'url')}
          required
        />
        <TextField
          label={say.webhooks.description}
          value={description}
          maxLength={120}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Choices
          legend={say.webhooks.events}
          choices={EVENTS}
          chosen={eventTypes}
          onChange={setEventTypes}
          error={fieldMessage(error, 'eventTypes')}
        />
        <ProblemNotice error={error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={create.isPending || change.isPending}>
            {endpoint ? say.act.save : say.webhooks.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
