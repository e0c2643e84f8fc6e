import { expect, it } from 'vitest';
import { propsAbove } from '../../../utils/renderers/react-props';

interface Fiber {
  memoizedProps: unknown;
  return?: Fiber;
  child?: Fiber;
  sibling?: Fiber;
  alternate?: Fiber;
  stateNode?: { current: Fiber };
}

/** An element as React leaves it: a record of its own under a name with a random end. */
const elementWith = (name: string, record: Fiber): Element => Object.assign(Object.create(null), { [name]: record });

const tree = (name: string) => {
  const root: Fiber = { memoizedProps: 'root' };
  const oldRoot: Fiber = { memoizedProps: 'old root', stateNode: { current: root } };
  root.stateNode = { current: root };
  const parent: Fiber = { memoizedProps: 'present', return: root };
  const stale: Fiber = { memoizedProps: 'a render behind', return: oldRoot, alternate: parent };
  parent.alternate = stale;
  const sibling: Fiber = { memoizedProps: 'beside', return: root, sibling: parent };
  root.child = sibling;
  const host: Fiber = { memoizedProps: 'element', return: stale };
  parent.child = host;
  return elementWith(name, host);
};

it.each(['__reactFiber$abc', '__reactInternalInstance$abc'])(
  'finds the present properties by %s, though the way up leads past older ones',
  (name) => {
    expect(propsAbove(tree(name))).toEqual(['element', 'present']);
  },
);

it('finds nothing above what React has not drawn', () => {
  expect(propsAbove(null)).toEqual([]);
  expect(propsAbove(tree('__theirs'))).toEqual([]);
});
