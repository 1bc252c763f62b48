// The faces of Baton: a view function per card maps a case to data, a template file gives it its looks, blocks are shared parts.
// Nothing here decides, stores or sends; sentences come from `src/words/`. This file alone knows the templating package.
import { readFileSync } from 'node:fs';
// The package's own index drags in types that no strict project can check.
import { GlobalSettings, Template } from 'adaptivecards-templating/lib/template-engine.js';

/** A piece of an Adaptive Card, or a whole one. */
export type Element = Readonly<Record<string, unknown>>;

const cache = new Map<string, Template>();

/** Paths that a template asked for and the data did not have, gathered while one template is expanded. */
let missing: string[] = [];
// Without this the text "${path}" would be shown to people.
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path: string) => {
  missing.push(path);
  return '?';
};

function templateOf(name: string): Template {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const file = new URL(`./templates/${name}.json`, import.meta.url);
  const made = new Template(JSON.parse(readFileSync(file, 'utf8')));
  cache.set(name, made);
  return made;
}

/**
 * Expands `templates/<name>.json` with data. A binding like `"${rows}"` takes elements as they are; they are not expanded
 * again, so `${…}` in people's text stays what it is. Throws when the data lacks what the template names.
 */
export function render(name: string, data: object): Element {
  return expand(name, data) as Element;
}

/** The same for a template that is a list of elements. */
export function renderAll(name: string, data: object): Element[] {
  return [expand(name, data)].flat() as Element[];
}

function expand(name: string, data: object): unknown {
  missing = [];
  const made: unknown = templateOf(name).expand({ $root: data });
  if (missing.length > 0) throw new Error(`template ${name}: no data for ${[...new Set(missing)].join(', ')}`);
  return made;
}
