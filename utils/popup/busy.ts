import { signal } from '@preact/signals';

export type Task =
  | 'save'
  | 'issue'
  /** An environment's, by its id. */
  | `token:${string}`
  | 'page'
  | 'fill'
  | 'unlock'
  | 'keep'
  | 'export'
  | 'import'
  | 'forget'
  | 'edit'
  | 'replace'
  | 'test'
  | 'move';

/** Which tasks are under way. A second click on the same one does nothing. */
export function createBusy() {
  const tasks = signal<ReadonlySet<Task>>(new Set());
  return {
    tasks,
    /**
     * @param task what begins
     * @param run does it
     * @returns its result, or `undefined` if it was under way already
     */
    async during<T>(task: Task, run: () => Promise<T>): Promise<T | undefined> {
      if (tasks.value.has(task)) return undefined;
      tasks.value = new Set([...tasks.value, task]);
      try {
        return await run();
      } finally {
        tasks.value = new Set([...tasks.value].filter((other) => other !== task));
      }
    },
  };
}

export type Busy = ReturnType<typeof createBusy>;
