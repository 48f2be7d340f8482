import { useState } from 'react';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { chooseTheme, chosenTheme, type Theme } from './theme.ts';

const THEMES = ['system', 'light', 'dark'] as const satisfies Theme[];

/** System, light or dark; takes effect at once and is remembered in this browser. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs text-ink-soft">{say.shell.theme}</legend>
      <div className="inline-flex gap-1 rounded-sm bg-sunken p-1">
        {THEMES.map((option) => (
          <label
            key={option}
            className={classNames(
              'cursor-pointer rounded-sm px-2.5 py-1 text-sm font-medium has-focus-visible:outline-2',
              option === theme ? 'bg-surface text-ink' : 'text-ink-soft',
            )}
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              checked={option === theme}
              onChange={() => {
                chooseTheme(option);
                setTheme(option);
              }}
            />
            {say.shell.themes[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
