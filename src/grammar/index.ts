// The grammar: one table of commands, and its readings: the parser, buttons, forms, help, the manifest's lists.
// Nothing here decides, sends or draws, and nothing looks at a clock: time and people come in with the context.
export { endingOf } from './ending.ts';
export { type FormField, type FormSpec, type FormSubmit, formOf } from './form.ts';
export { type Help, type HelpLine, helpFor } from './help.ts';
export { type CommandList, commandLists } from './manifest.ts';
export { looksLikeCommand, parse } from './parse.ts';
export { readSubmit } from './submit.ts';
export { commands, rowOf } from './table.ts';
export type { CommandPath, CommandRow, Filled, Mention, ParseContext, Parsed, Problem, Query } from './types.ts';
