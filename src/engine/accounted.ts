/** Every command leaves one line in the log and one count: which, on which case, what became of it. Never what it says, nor who said it. */
import type { Intent } from '../domain/commands.ts';
import type { Handler } from './handle.ts';
import type { Log, Meters } from './ports.ts';

/** Those that nobody sent and that usually change nothing: a line for each would bury the others. */
const quiet: readonly Intent['type'][] = ['tick'];

/** The same handler, watched. A fault is logged by whoever asked, who knows what it means for them; it carries the ids. */
export function accounted(handle: Handler['handle'], { log, meters }: { log: Log; meters: Meters }): Handler['handle'] {
  return async (command, circumstances) => {
    const { id: commandId, intent } = command;
    const ended = meters.command(intent.type);
    try {
      const outcome = await handle(command, circumstances);
      ended(outcome.kind);
      if (outcome.kind === 'refused') {
        const { no } = outcome.refusal;
        log.info({ caseId: command.caseId, commandId, intent: intent.type, no }, 'a command was refused');
        return outcome;
      }
      const { id: caseId, version } = outcome.after;
      const level = quiet.includes(intent.type) && outcome.events.length === 0 ? 'debug' : 'info';
      log[level](
        { caseId, commandId, intent: intent.type, events: outcome.events.length, version },
        'a command was carried out',
      );
      return outcome;
    } catch (error) {
      ended('failed');
      throw error;
    }
  };
}

/** For a bot that nobody watches. */
export const uncounted: Meters = { command: () => () => {}, delivery() {}, mended() {}, survey() {} };
