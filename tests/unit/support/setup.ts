import { afterEach, beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setAddedPortals } from '../../../utils/portals';

/** Nothing that a test stores or adds is there for the next one: test files share their modules, and the browser is one of them. */
beforeEach(() => fakeBrowser.reset());
// The next file may look through the list before its first test runs.
afterEach(() => setAddedPortals([]));
