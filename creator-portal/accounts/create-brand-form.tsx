import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { BRAND_CURRENCIES, type BrandCurrency } from '../../server/protocol/money.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { browserZone, ZoneField } from './zone-field.tsx';

/** Opens a brand's workspace. */
export function CreateBrandForm() {
  const [name, setName] = useState('');
  const [currency, setCurrency] = useState<BrandCurrency>('eur');
  const [timeZone, setTimeZone] = useState(browserZone);
  const navigate = useNavigate();
  const create = useMutation(
    hub.accounts.createBrand.mutationOptions({
      onSuccess: async (brand) => {
        await queryClient.invalidateQueries(hub.accounts.me.queryFilter());
        void navigate({ to: '/brands/$slug', params: { slug: brand.slug } });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, currency, timeZone });
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      <TextField
        label={say.welcome.brandName}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={fieldMessage(create.error, 'name')}
        autoComplete="organization"
        required
      />
      <SelectField
        label={say.welcome.currency}
        hint={say.welcome.currencyHint}
        value={currency}
        onChange={(event) => {
          const chosen = BRAND_CURRENCIES.find((code) => code === event.target.value);
          if (chosen) setCurrency(chosen);
        }}
      >
        {BRAND_CURRENCIES.map((code) => (
          <option key={code} value={code}>
            {code.toUpperCase()}
          </option>
        ))}
      </SelectField>
      <ZoneField value={timeZone} onChange={setTimeZone} />
      <ProblemNotice error={create.error} />
      <Button type="submit" look="primary" busy={create.isPending}>
        {say.welcome.brandAction}
      </Button>
    </form>
  );
}
