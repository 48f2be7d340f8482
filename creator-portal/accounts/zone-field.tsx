import { say } from '../strings.ts';
import { SelectField } from '../ui/field.tsx';

/** The zone of this device: a proposal for a new workspace, never used to show times. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** One of the zones that this browser knows. */
export function ZoneField(field: {
  value: string;
  onChange: (zone: string) => void;
  hint?: string;
  disabled?: boolean;
}) {
  const zones = new Set([field.value, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
  return (
    <SelectField
      label={say.welcome.zone}
      hint={field.hint}
      value={field.value}
      disabled={field.disabled}
      onChange={(event) => field.onChange(event.target.value)}
    >
      {[...zones].map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </SelectField>
  );
}
