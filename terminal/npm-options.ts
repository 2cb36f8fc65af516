/** By the name that npm gives them in its scripts' environment; it takes `--to` for the beginning of one of its own. */
const KEPT: Readonly<Record<string, string>> = {
  npm_config_to: '--to',
  npm_config_token_description: '--to',
  npm_config_port: '--port',
  npm_config_url: '--url',
  npm_config_token_command: '--token-command',
  npm_config_bell: '--bell',
  npm_config_commands: '--commands',
  npm_config_listen: '--listen',
  npm_config_timeout: '--timeout',
};

/**
 * The options of `npm run chat user1 --to '#devs'` that npm has kept for itself, as there are no two dashes before them:
 * what is meant for the group would be said in the lobby. Those that are npm's own as well (`--json`) can't be told apart.
 */
export const optionsKeptByNpm = (environment: Readonly<Record<string, string | undefined>>): string[] =>
  environment.npm_lifecycle_event === 'chat'
    ? Object.keys(KEPT).flatMap((name) => (environment[name] === undefined ? [] : (KEPT[name] ?? [])))
    : [];
