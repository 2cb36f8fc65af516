import { describe, expect, test } from '@jest/globals';
import { readCommandLine, USAGE } from '../../terminal/command-line.ts';

const read = (args: readonly string[], environment: Record<string, string> = {}, isTerminal = true) =>
  readCommandLine(args, environment, isTerminal);

describe('the command line of the terminal chat', () => {
  test('needs a user, and has defaults for the rest', () => {
    expect(read(['user1'])).toEqual({
      url: 'ws://127.0.0.1:8080/ws/chat/lobby/',
      signIn: { kind: 'local', user: 'user1', port: 8080 },
      conversation: 'lobby',
      isColoured: true,
      rings: false,
      runsCommands: false,
      isJson: false,
      listens: false,
      timeoutMs: 30_000,
    });
  });

  test('takes the port from PORT unless it is given', () => {
    expect(read(['user1'], { PORT: '9000' })).toMatchObject({ signIn: { port: 9000 } });
    expect(read(['user1', '--port', '81'], { PORT: '9000' })).toMatchObject({
      url: 'ws://127.0.0.1:81/ws/chat/lobby/',
      signIn: { port: 81 },
    });
  });

  test('says where a port that can’t be one has come from, and asks for none where an address is given', () => {
    expect(() => read(['user1'], { PORT: 'abc' })).toThrow(
      /^PORT in the environment is a number .*not "abc"/,
    );
    expect(read(['user1'], { PORT: '' })).toMatchObject({ signIn: { port: 8080 } });
    expect(read(['--url', 'wss://a/', '--token-command', 'x'], { PORT: 'abc' })).toMatchObject({
      url: 'wss://a/',
    });
  });

  test.each([
    ['npm_config_token_description', '--to'],
    ['npm_config_port', '--port'],
    ['npm_config_token_command', '--token-command'],
  ])('tells when npm has kept an option: %s', (name, option) => {
    const environment = { npm_lifecycle_event: 'chat', [name]: 'x' };
    expect(() => read(['user1'], environment)).toThrow(
      `npm has kept ${option} for itself. Options go behind two dashes: npm run chat -- user1 --to lobby`,
    );
    expect(read(['user1'], { ...environment, npm_lifecycle_event: 'other' })).toMatchObject({
      conversation: 'lobby',
    });
  });

  test('takes another chat, with a command for its tokens', () => {
    expect(read(['--url', 'wss://chat.example.com/', '--token-command', 'get token'])).toMatchObject({
      url: 'wss://chat.example.com/',
      signIn: { kind: 'command', command: 'get token' },
    });
  });

  test.each([
    ['lobby', 'lobby'],
    ['#devs', 'group:devs'],
    ['group:devs', 'group:devs'],
    ['@user2', 'whisper:user2'],
    ['whisper:user2', 'whisper:user2'],
    ['@@user2', 'whisper:@user2'],
  ])('begins with the conversation %s', (text, conversation) => {
    expect(read(['user1', '--to', text])).toMatchObject({ conversation });
  });

  test('has colours in a terminal alone, unless they aren’t wanted', () => {
    expect(read(['user1'], {}, false)).toMatchObject({ isColoured: false });
    expect(read(['user1', '--no-color'])).toMatchObject({ isColoured: false });
    expect(read(['user1'], { NO_COLOR: '1' })).toMatchObject({ isColoured: false });
  });

  test('explains itself', () => {
    expect(read(['--help'])).toBe('help');
    for (const option of ['--to', '--port', '--url', '--token-command', '--no-color', '--bell', '--commands'])
      expect(USAGE).toContain(`  ${option}`);
  });

  test.each<[string[], RegExp]>([
    [[], /Say who you are/],
    [
      ['user1', 'user2'],
      /Name one user, not 2: user1, user2\. Options go behind two dashes: npm run chat -- user1 /,
    ],
    [['user1', '--what'], /^There is no option --what\.$/],
    [['user1', '--jsn=1'], /^There is no option --jsn\. Did you mean --json\?$/],
    [['user1', '-port', '1'], /^There is no option -port\. Did you mean --port\?$/],
    [['user1', '--'.concat('toString')], /^There is no option --toString\.$/],
    [['user1', '--port'], /^A value is missing: --port N$/],
    [['user1', '--to', '--json'], /^A value is missing: --to CONVERSATION$/],
    [['user1', '--json=yes'], /^--json takes no value, such as "yes"\.$/],
    [['user1', '--to', 'nowhere'], /--to takes lobby.*not "nowhere"/],
    [['user1', '--to', '#bad name'], /not "#bad name"/],
    [['user1', '--port', '0'], /^--port is a number from 1 to 65535, not "0"/],
    [['user1', '--port', ''], /^--port is a number from 1 to 65535, not ""/],
    [['--url', 'wss://a/', '--token-command', 'x', '--port', '1'], /--url has a port of its own/],
    [['user1', '--timeout', '0'], /--timeout takes seconds.*not "0"/],
    [['user1', '--timeout', 'soon'], /not "soon"/],
    [['user1', '--url', 'wss://chat.example.com/'], /--url needs --token-command/],
    [['--url', 'https://chat.example.com/', '--token-command', 'x'], /not "https:/],
    [['user1', '--token-command', 'x'], /Name no user/],
    [['--token-command', ' '], /--token-command needs a command/],
  ])('refuses %j', (args, message) => {
    expect(() => read(args)).toThrow(message);
  });
});
