import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createBackground } from './wiring';

export default defineBackground({
  main() {
    const background = createBackground();
    // All listeners are there before anything is awaited; each waits for the one promise.
    browser.runtime.onMessage.addListener(background.onMessage);
    browser.alarms.onAlarm.addListener(({ name }) => void background.onAlarm(name));
    browser.runtime.onStartup.addListener(() => void background.ready);
    browser.runtime.onInstalled.addListener(() => void background.ready);
    browser.tabs.onRemoved.addListener((tabId) => void background.onTabGone(tabId));
    browser.tabs.onUpdated.addListener((tabId, _change, tab) => void background.onTabUpdated(tabId, tab.url));
    background.watch();
  },
});
