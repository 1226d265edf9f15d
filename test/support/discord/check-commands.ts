import { type Json, strangers } from './refusal.ts';

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const COMMON = ['type', 'name', 'description', 'required'];
const OF_TYPE: Record<number, readonly string[]> = {
  3: ['choices', 'autocomplete', 'min_length', 'max_length'],
  4: ['choices', 'autocomplete', 'min_value', 'max_value'],
  5: [],
  10: ['choices', 'autocomplete', 'min_value', 'max_value'],
  11: [],
};

/** What is wrong with a set of commands, of one guild or global. */
export function commandProblems(commands: Json[], global: boolean): string[] {
  const names = commands.map(({ name }) => String(name));
  const problems = commands.flatMap((command) => oneProblems(command, global));
  if (commands.length > 100) problems.push(`${commands.length} commands`);
  if (new Set(names).size < names.length) problems.push('two commands of one name');
  return problems;
}

const SUBCOMMAND = 1;
const SECOND = ' (subcommand)';

/** On a message. */
const MESSAGE = 3;

function oneProblems(command: Json, global: boolean): string[] {
  const where = `command ${String(command['name'])}`;
  if (command['type'] === MESSAGE) {
    const allowed = ['type', 'name', ...(global ? ['integration_types', 'contexts'] : [])];
    return [...strangers(command, allowed, where), ...(String(command['name']).length > 32 ? [`${where}: name`] : [])];
  }
  const allowed = ['type', 'name', 'description', 'options', ...(global ? ['integration_types', 'contexts'] : [])];
  const problems = [...strangers(command, allowed, where), ...listProblems(command, where)];
  if (lengthOf(command) > 8000) problems.push(`${where}: ${lengthOf(command)} characters`);
  return problems;
}

/** What is wrong with the name and the options of a command or a subcommand. */
function listProblems(command: Json, where: string): string[] {
  const options = (command['options'] ?? []) as Json[];
  const names = options.map(({ name }) => String(name));
  const problems = [
    ...nameProblems(command, where),
    ...options.flatMap((option) => optionProblems(option, `${where}, ${String(option['name'])}`)),
  ];
  if (options.length > 25) problems.push(`${where}: ${options.length} options`);
  if (new Set(names).size < names.length) problems.push(`${where}: two options of one name`);
  const second = options.filter(({ type }) => type === SUBCOMMAND).length;
  if (second > 0 && second < options.length) problems.push(`${where}: subcommands beside options`);
  const lastRequired = options.findLastIndex(({ required }) => required === true);
  if (options.slice(0, Math.max(0, lastRequired)).some(({ required }) => required !== true))
    problems.push(`${where}: required options come first`);
  return problems;
}

function optionProblems(option: Json, where: string): string[] {
  if (option['type'] === SUBCOMMAND && !where.includes(SECOND)) {
    const inside = `${where}${SECOND}`;
    return [...strangers(option, ['type', 'name', 'description', 'options'], inside), ...listProblems(option, inside)];
  }
  const own = OF_TYPE[option['type'] as number];
  if (own === undefined) return [`${where}: type ${String(option['type'])}`];
  const problems = [...strangers(option, [...COMMON, ...own], where), ...nameProblems(option, where)];
  const choices = (option['choices'] ?? []) as Json[];
  if (choices.length > 25) problems.push(`${where}: ${choices.length} choices`);
  if (choices.length > 0 && option['autocomplete'] === true) problems.push(`${where}: choices and autocomplete`);
  for (const choice of choices)
    if (!short(choice['name']) || !short(choice['value'])) problems.push(`${where}: choice`);
  const longest = Number(option['max_length'] ?? 1);
  if (longest < 1 || longest > 6000) problems.push(`${where}: max_length ${longest}`);
  if (option['type'] === 4)
    for (const key of ['min_value', 'max_value'])
      if (!Number.isInteger(option[key] ?? 0)) problems.push(`${where}: ${key} is no integer`);
  return problems;
}

const short = (value: unknown): boolean => typeof value === 'string' && value.length >= 1 && value.length <= 100;

function nameProblems({ name, description }: Json, where: string): string[] {
  const good = typeof name === 'string' && NAME.test(name) && name === name.toLowerCase();
  return [...(good ? [] : [`${where}: name`]), ...(short(description) ? [] : [`${where}: description`])];
}

/** Discord counts names, descriptions and values of choices. */
function lengthOf(thing: Json): number {
  const own = ['name', 'description', 'value'].map((key) => (typeof thing[key] === 'string' ? thing[key].length : 0));
  const nested = ['options', 'choices'].flatMap((key) => (thing[key] ?? []) as Json[]).map(lengthOf);
  return [...own, ...nested].reduce((sum, length) => sum + length, 0);
}

/** Options as Discord gives them back, at every depth. */
const withoutFalse = (options: unknown): Json[] =>
  ((options ?? []) as Json[]).map((option) => {
    const said = Object.entries(option).filter(([, value]) => value !== false);
    return { ...Object.fromEntries(said), ...('options' in option && { options: withoutFalse(option['options']) }) };
  });

/** A command as Discord gives it back: with what it fills in, and without what says nothing. */
export function asRegistered(command: Json, ids: Json, global: boolean): Json {
  const options = withoutFalse(command['options']);
  return {
    ...ids,
    default_member_permissions: null,
    type: command['type'] ?? 1,
    name: command['name'],
    name_localizations: null,
    description: command['description'] ?? '',
    description_localizations: null,
    dm_permission: true,
    contexts: global ? (command['contexts'] ?? null) : null,
    integration_types: ((command['integration_types'] ?? [0]) as number[]).toReversed(),
    nsfw: false,
    options,
  };
}
