export interface Queues {
  /** Runs the task after everything asked for before it under this name; other names go on meanwhile. */
  run<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/** One thing after the other for each name. A task that fails does not hold up the next. */
export function queues(): Queues {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(name, task) {
      const mine = (tails.get(name) ?? Promise.resolve()).then(task);
      const tail = mine
        .catch(() => undefined)
        .finally(() => {
          if (tails.get(name) === tail) tails.delete(name);
        });
      tails.set(name, tail);
      return mine;
    },
  };
}
