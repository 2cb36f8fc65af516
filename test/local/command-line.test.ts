import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../local/command-line.ts';

describe('the command line', () => {
  test('has defaults', () => {
    expect(parseCommand([], {})).toEqual({
      port: 8080,
      dataDirectory: '.local',
      runsWhatCan: false,
      context: {},
      isVerbose: false,
    });
  });

  test('takes the port from PORT unless it is given', () => {
    expect(parseCommand([], { PORT: '9000' })).toMatchObject({ port: 9000 });
    expect(parseCommand(['--port', '0'], { PORT: '9000' })).toMatchObject({ port: 0 });
  });

  test('takes the last of several data directories', () => {
    expect(parseCommand(['--data', '.chat', '--data', 'mine'], {})).toMatchObject({ dataDirectory: 'mine' });
  });

  test('keeps nothing in memory', () => {
    expect(parseCommand(['--data', '.chat', '--in-memory'], {})).not.toHaveProperty('dataDirectory');
  });

  test('runs what can be run when asked to', () => {
    expect(parseCommand(['--partial'], {})).toMatchObject({ runsWhatCan: true });
  });

  test('collects context', () => {
    const { context } = parseCommand(['-c', 'a=1', '--context', 'b=x=y'], {}) as { context: object };
    expect(context).toEqual({ a: '1', b: 'x=y' });
  });

  test('takes the file of a fault plan', () => {
    expect(parseCommand(['--faults', 'slow.json'], {})).toMatchObject({ faultsFile: 'slow.json' });
  });

  test('asks for help', () => {
    expect(parseCommand(['--help'], {})).toBe('help');
  });

  test.each([
    [['--port', 'x'], /from 0 to 65535, not "x"/],
    [['--port', '65536'], /not "65536"/],
    [['--what'], /--what/],
    [['extra'], /extra/],
    [['-c', 'nothing'], /key=value, not "nothing"/],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommand(args, {})).toThrow(message);
  });
});
