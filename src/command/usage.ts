import type { Command, Option } from './define.ts';

/** `--lr 0.4`, `--zero-grad, --no-zero-grad`, `--detail brief|full`: how the option is written. */
function written(option: Option): string {
  if (option.type === 'boolean')
    return option.default === true ? `--${option.flag}, --no-${option.flag}` : `--${option.flag}`;
  if (option.choices) return `--${option.flag} ${option.choices.join('|')}`;
  const [suggestion] = option.suggestions;
  const value = option.default ?? suggestion ?? { string: 'TEXT', number: 'NUMBER', integer: 'N' }[option.type];
  return `--${option.flag} ${/\s/.test(String(value)) ? `"${value}"` : value}`;
}

/** One line: the command with its free text, and that options may follow. */
export function usageLine({ name, text, declared }: Command): string {
  const free = declared.find(({ key }) => key === text);
  const rest = declared.some((option) => option !== free) ? ' [options]' : '';
  return `/${name}${free ? ` ${free.required ? free.flag.toUpperCase() : `[${free.flag}]`}` : ''}${rest}`;
}

/** Each option but the free text: how it is written, and what it does. */
export function usageOptions({ text, declared }: Command): { written: string; description: string }[] {
  return declared
    .filter(({ key }) => key !== text)
    .map((option) => ({
      written: option.short ? `${written(option)}, -${option.short}` : written(option),
      description: option.description,
    }));
}
