// Messages as one plain line each, for tests of when and to whom something is said; how it looks is the cards' own business.
import type { Message } from '../../src/domain/message.ts';
import type { Post, Renderer } from '../../src/engine/index.ts';

export const plainRenderer: Renderer = {
  message: (message, state, { language }) => ({
    text: `${state.id} v${state.version} ${lineOf(message)} (${language})`,
  }),
  card: (name, state) => ({
    text: `${state.id} v${state.version} card ${name}${Object.keys(state.undelivered).map((id) => ` ${id}:failed`)}`,
  }),
  repeated: (post): Post => ({ ...post, text: `May have come already. ${post.text}` }),
};

/** `ticket:T1 rung, deadline:microsoft deadline` for pings; the types of its facts for what is only said. */
export function lineOf(message: Message): string {
  switch (message.kind) {
    case 'ping':
    case 'thread-ping':
    case 'channel-ping': {
      const items = message.items.map(({ ping }) => `${ping.key} ${ping.reason}`);
      const away = message.away
        ? [`away for ${message.away.fellDue.map(({ key }) => key).join('+') || 'nothing'}`]
        : [];
      return [...items, ...away].join(', ');
    }
    case 'say':
      return message.events.map(({ body }) => body.type).join(', ');
    case 'refresh':
      return `card ${message.card}`;
    case 'ticket':
      return `card ${message.ticket}`;
    case 'root':
      return 'root';
  }
}
