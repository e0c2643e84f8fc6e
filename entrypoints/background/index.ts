import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { detach } from '../../utils/log';
import { createBackground } from './wiring';

export default defineBackground({
  main() {
    // Otherwise the worker's own list of requests keeps each URL, and an exchange's has the key in it.
    performance.setResourceTimingBufferSize(0);
    const background = createBackground();
    // All listeners are there before anything is awaited; each waits for the one promise.
    browser.runtime.onMessage.addListener(background.onMessage);
    browser.alarms.onAlarm.addListener(({ name }) => detach(background.onAlarm(name), 'An alarm'));
    browser.commands.onCommand.addListener((name, tab) => detach(background.onCommand(name, tab), 'A shortcut'));
    // Alarms are lost when the extension is updated: being started by these is enough to arm them again.
    const prepare = () => detach(background.ready, 'Starting');
    browser.runtime.onStartup.addListener(prepare);
    browser.runtime.onInstalled.addListener(({ reason }) => {
      prepare();
      if (reason === 'install') detach(browser.tabs.create({ url: 'welcome.html' }), 'The welcome page');
    });
    prepare();
    const onPermission = (isAdded: boolean) => detach(background.onPermission(isAdded), 'A permission');
    browser.permissions.onAdded.addListener(() => onPermission(true));
    browser.permissions.onRemoved.addListener(() => onPermission(false));
    background.watch();
  },
});
