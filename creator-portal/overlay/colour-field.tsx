/** A colour by the device's own picker. */
export function ColourField(field: {
  label: string;
  value: string;
  onChange: (colour: string) => void;
}) {
  return (
    <label className="flex items-center justify-between gap-3">
      <span className="text-sm font-medium">{field.label}</span>
      <input
        type="color"
        value={field.value}
        onChange={(event) => field.onChange(event.target.value)}
        className="h-9 w-14 cursor-pointer rounded-sm border border-line-strong bg-surface p-1"
      />
    </label>
  );
}
