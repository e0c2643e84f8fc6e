import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Nothing that a test stores is there for the next one: test files share their modules, and the browser is one of them. */
beforeEach(() => fakeBrowser.reset());
