/** Posts as one plain line, each remembered with the state that it was drawn from. */
import type { Message } from '../../src/domain/message.ts';
import type { Post, Renderer } from '../../src/engine/index.ts';
import { plainRenderer } from '../support/plainRenderer.ts';

export interface Drawn {
  caseId: string;
  version: number;
  message?: Message;
}

const drawings = new WeakMap<Post, Drawn>();

export function drawnFrom(post: Post): Drawn | undefined {
  return drawings.get(post);
}

function kept<P extends Post | null>(post: P, drawn: Drawn | undefined): P {
  if (post !== null && drawn !== undefined) drawings.set(post, drawn);
  return post;
}

export const rememberingRenderer: Renderer = {
  message: (message, state, view) =>
    kept(plainRenderer.message(message, state, view), { caseId: state.id, version: state.version, message }),
  card: (name, state, view) =>
    kept(plainRenderer.card(name, state, view), { caseId: state.id, version: state.version }),
  repeated: (post, language) => kept(plainRenderer.repeated(post, language), drawings.get(post)),
};
