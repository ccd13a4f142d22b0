import { Command, Option } from 'commander';

export interface CommonOptions {
  readonly config?: string;
  readonly json: boolean;
}

/** A command that reads the configuration and answers. */
export function answeringCommand(name: string, description: string): Command {
  return configuredCommand(name, description).addOption(
    new Option('--json', 'print one JSON value and nothing else').default(false, 'a table'),
  );
}

export function configuredCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option(
      '-c, --config <file>',
      'configuration file (default: SYNCLINE_CONFIG, else ./syncline.config.ts)',
    );
}

/** Examples below the help. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
}
