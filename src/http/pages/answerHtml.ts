/** The page that a reply link opens: what is asked, and two buttons. Needs nothing from elsewhere and runs nothing; works on any telephone. */
import { escaped } from '../../papers/html.ts';
import { plain } from '../../words/escape.ts';

export interface AnswerForm {
  /** Label, and each choice with its value; the first is chosen. Empty: it cannot be put off. */
  until: string;
  choices: readonly { title: string; value: string }[];
  onIt: string;
  onItHint: string;
  notMine: string;
  notMineHint: string;
  nothingChanges: string;
}

export interface AnswerPage {
  language: string;
  title: string;
  /** What became of the answer, or why there is none. */
  says?: string;
  /** Lines; an empty one between paragraphs. */
  text?: string;
  form?: AnswerForm;
}

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 34rem; padding: 1.2rem; font: 1.05rem/1.45 system-ui, "Segoe UI", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.2rem; margin: 0 0 1rem }
p { margin: 0 0 .9rem; white-space: pre-line }
.first { font-size: 1.2rem; font-weight: 700 }
.says { border-left: .3rem solid #4f52b2; padding: .4rem 0 .4rem .8rem; font-weight: 600 }
.hint { font-size: .9rem; opacity: .8; margin: .3rem 0 0 }
form { border-top: 1px solid #8886; padding-top: 1rem }
fieldset { border: 0; margin: 0 0 1.4rem; padding: 0 }
label { display: block; margin-bottom: .3rem }
select, button { font: inherit; box-sizing: border-box; width: 100%; padding: .7rem; border-radius: .4rem; border: 1px solid #888; min-height: 2.9rem }
button { font-weight: 700; cursor: pointer; margin-top: .6rem }
button.main { background: #4f52b2; border-color: #4f52b2; color: #fff }
`.trim();

export function answerHtml({ language, title: named, says, text, form }: AnswerPage): string {
  // The organisation's own name for itself may hide something.
  const title = plain(named);
  const paragraphs = (text ?? '')
    .trim()
    .split('\n\n')
    .filter((one) => one !== '');
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${says === undefined ? '' : `<p class="says" role="status">${escaped(plain(says))}</p>\n`}${paragraphs
  .map((one, i) => `<p${i === 0 ? ' class="first"' : ''}>${escaped(one)}</p>\n`)
  .join('')}${form === undefined ? '' : formHtml(form)}</main>
</body>
</html>
`;
}

function formHtml(form: AnswerForm): string {
  const options = form.choices.map(
    ({ title, value }, i) =>
      `<option value="${escaped(value)}"${i === 0 ? ' selected' : ''}>${escaped(title)}</option>\n`,
  );
  const onIt = `<fieldset>
<label for="until">${escaped(form.until)}</label>
<select id="until" name="for">
${options.join('')}</select>
<button class="main" name="answer" value="on-it">${escaped(form.onIt)}</button>
<p class="hint">${escaped(form.onItHint)}</p>
</fieldset>
`;
  return `<form method="post">
${form.choices.length === 0 ? `<p>${escaped(form.onItHint)}</p>\n` : onIt}<fieldset>
<button name="answer" value="not-mine">${escaped(form.notMine)}</button>
<p class="hint">${escaped(form.notMineHint)}</p>
</fieldset>
<p class="hint">${escaped(form.nothingChanges)}</p>
</form>
`;
}
