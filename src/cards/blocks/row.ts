/** Rows of a list: a mark, a first line, a small second line. No third column: nothing may be cut on a phone. */
import { type Element, render } from '../render.ts';
import { type Line, line } from './line.ts';
import { isAlarm, MARK, type Mark } from './marks.ts';

export interface Row {
  mark: Mark;
  first: Line;
  second?: Line;
  /** First line bold. */
  bold?: boolean;
  /** What a tap on the row does; its `title` is a sentence, for screen readers. */
  select?: Element;
  id?: string;
  visible?: false;
}

export function row(of: Row): Element {
  const columns = render('row', { mark: mark(of.mark), ...lines(of) });
  return { ...columns, ...extras(of) };
}

/** A row of a list of times: when, a mark where it says something, what. */
export function timeRow(of: Omit<Row, 'mark'> & { time: string; mark?: Mark }): Element {
  const time = line(of.time, { subtle: true });
  const columns =
    of.mark === undefined
      ? render('time-row-plain', { time: line(of.time, { bold: true }), ...lines(of) })
      : render('time-row', { time, mark: mark(of.mark), ...lines(of) });
  return { ...columns, ...extras(of) };
}

/** The same row with one more small line below it. */
export function withLine(of: Element, third: Line): Element {
  const [first, text = {}] = of['columns'] as Element[];
  const items = [...(text['items'] as Element[]), line(third, { size: 'Small', subtle: true, spacing: 'None' })];
  return { ...of, columns: [first, { ...text, items }] };
}

function mark(of: Mark): Element {
  return line(MARK[of], { alarm: isAlarm(of) });
}

function lines(of: Omit<Row, 'mark'>): { first: Element; second: Element | [] } {
  const { second } = of;
  return {
    first: line(of.first, of.bold ? { bold: true } : {}),
    second:
      second === undefined || second.length === 0 ? [] : line(second, { size: 'Small', subtle: true, spacing: 'None' }),
  };
}

function extras(of: Omit<Row, 'mark'>): Element {
  return {
    ...(of.select ? { selectAction: of.select } : {}),
    ...(of.id ? { id: of.id } : {}),
    ...(of.visible === false ? { isVisible: false } : {}),
  };
}
