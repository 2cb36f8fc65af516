import type { LoggedFrame } from '../client/index.ts';
import { eventText, type Viewer } from './text/event-text.ts';
import { layOut } from './text/rows.ts';
import type { Style } from './text/style.ts';
import { visibleJson, visibleLines } from './text/visible.ts';

/**
 * Where all that is told goes. Whatever it is given may hold what others wrote: it makes that visible itself. Its
 * functions need no `this`.
 */
export interface Display {
  readonly event: (event: LoggedFrame) => void;
  /** What somebody asked for by a command, line by line. */
  readonly answer: (...lines: readonly string[]) => void;
  /** The same as a line of JSON, be it for a person or a program. */
  readonly json: (value: object) => void;
  /** What has happened to this program. */
  readonly note: (sentence: string) => void;
  readonly fault: (sentence: string) => void;
}

/** `out` is for what somebody wants to read, or read on; `about` is about that. */
export type Channel = 'out' | 'about';

export interface DisplayPorts {
  readonly style: Style;
  /** Of `about`, where it isn't the same. */
  readonly aboutStyle?: Style;
  /** @param rows one or more, without a newline at the end */
  readonly print: (rows: string, channel: Channel) => void;
  readonly viewer: (channel: Channel) => Omit<Viewer, 'style'>;
  /** Whether `out` has JSON and nothing else. */
  readonly isJson: boolean;
}

export function createDisplay(ports: DisplayPorts): Display {
  const { style, aboutStyle = style, print, viewer, isJson } = ports;
  const answers: Channel = isJson ? 'about' : 'out';

  function rowsOf(text: string, channel: Channel, mark = '', paint = (row: string) => row): string {
    const head = { plain: mark, shown: paint(mark) };
    return layOut(visibleLines(text), head, viewer(channel).columns, paint);
  }

  return {
    event: (event) =>
      print(isJson ? visibleJson(event) : eventText(event, { ...viewer('out'), style }), 'out'),
    answer: (...lines) => print(lines.map((line) => rowsOf(line, answers)).join('\n'), answers),
    json: (value) => print(visibleJson(value), 'out'),
    note: (sentence) => print(rowsOf(sentence, 'about', '-- ', aboutStyle.dim), 'about'),
    fault: (sentence) => print(rowsOf(sentence, 'about', '!! ', aboutStyle.fault), 'about'),
  };
}
