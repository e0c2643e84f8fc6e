import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Replica, type ReplicaOptions, startReplica } from '../../portal/replica.ts';

/**
 * A replica for the tests of a file: started before them, reset before each, closed after them.
 *
 * @returns the replica; to be called within a test
 */
export const useReplica = (options?: ReplicaOptions): (() => Replica) => {
  let replica: Replica | undefined;
  const running = (): Replica => {
    if (!replica) throw new Error('The replica runs within tests only');
    return replica;
  };
  beforeAll(async () => {
    replica = await startReplica(options);
  });
  beforeEach(() => running().reset());
  afterAll(() => running().close());
  return running;
};
