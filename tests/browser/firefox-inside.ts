/**
 * What runs in Firefox's own window, with all its rights. Each function is sent there as text: nothing else of this module is there with
 * it, and arguments and results go through JSON.
 */

interface Policy {
  readonly mozExtensionHostname: string;
  readonly extension: {
    readonly backgroundState: string;
    terminateBackground(options: { ignoreDevToolsAttached: boolean }): Promise<void>;
  };
}
interface Permissions {
  readonly ExtensionPermissions: {
    remove(id: string, permissions: { permissions: string[]; origins: string[] }, extension: unknown): Promise<void>;
  };
}
interface ScriptError {
  readonly sourceName: string;
}
interface Panel {
  readonly state: string;
  readonly firstElementChild: {
    readonly button: { click(): void };
    readonly secondaryButton: { click(): void };
  } | null;
}

interface AddOns {
  readonly AddonManager: { getAddonByID(id: string): Promise<{ disable(): Promise<void>; enable(): Promise<void> }> };
}

interface ActionOf {
  openPopup(where: Window, withoutGesture: boolean): unknown;
}
interface Parent {
  readonly ExtensionParent: {
    readonly apiManager: {
      readonly global: {
        browserActionFor(extension: unknown): ActionOf;
        readonly tabTracker: { getId(tab: unknown): number };
      };
    };
  };
}
interface TabBrowser {
  readonly selectedTab: unknown;
  readonly tabs: readonly { readonly linkedBrowser: { readonly currentURI: { readonly spec: string } } }[];
}

declare const Cc: Record<string, { getService(of: unknown): unknown }>;
declare const Ci: {
  readonly nsIScriptError: new () => ScriptError;
  readonly nsIX509CertDB: unknown;
  readonly nsIClipboardHelper: unknown;
};
declare const ChromeUtils: { importESModule(url: string): unknown };
declare const gBrowser: TabBrowser;
declare const PopupNotifications: { readonly panel: Panel };
declare const Services: { readonly console: { getMessageArray(): readonly unknown[] } };
declare const WebExtensionPolicy: { getByID(id: string): Policy | null };

/** Trusts a certificate authority (DER, base64) for servers. */
export const trustAuthority = (der: string): void => {
  const database = Cc['@mozilla.org/security/x509certdb;1']?.getService(Ci.nsIX509CertDB) as {
    addCertFromBase64(certificate: string, trust: string): void;
  };
  database.addCertFromBase64(der, 'CT,,');
};

/** Takes a host permission away, as the switch in about:addons does. */
export const takeHost = async (id: string, origin: string): Promise<void> => {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  ) as Permissions;
  const { extension } = WebExtensionPolicy.getByID(id) ?? {};
  await ExtensionPermissions.remove(id, { permissions: [], origins: [`${origin}/*`] }, extension);
};

/** Where the extension's pages are. */
export const extensionOrigin = (id: string): string =>
  `moz-extension://${WebExtensionPolicy.getByID(id)?.mozExtensionHostname}`;

/** Whether the background page runs: `stopped`, `starting`, `running`, `suspending`. */
export const backgroundState = (id: string): string =>
  WebExtensionPolicy.getByID(id)?.extension.backgroundState ?? 'no extension';

/** Stops the background page as Firefox does when it has been idle. */
export const stopBackground = async (id: string): Promise<void> => {
  await WebExtensionPolicy.getByID(id)?.extension.terminateBackground({ ignoreDevToolsAttached: true });
};

/** Turns the extension off and on again: an update does the same to it, and to the pages that are open. */
export const turnOffAndOn = async (id: string): Promise<void> => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs') as AddOns;
  const addOn = await AddonManager.getAddonByID(id);
  await addOn.disable();
  await addOn.enable();
};

/** Presses "Allow" in the browser's question, if it asks one. @returns whether it did */
export const allowPrompt = (): boolean => {
  const { state, firstElementChild: prompt } = PopupNotifications.panel;
  if (state !== 'open' || !prompt) return false;
  prompt.button.click();
  return true;
};

/** Presses "Deny" in it. @returns whether it did */
export const denyPrompt = (): boolean => {
  const { state, firstElementChild: prompt } = PopupNotifications.panel;
  if (state !== 'open' || !prompt) return false;
  prompt.secondaryButton.click();
  return true;
};

/** What the extension threw, and what Firefox warned of in it; one line each. */
export const extensionErrors = (id: string): string[] => {
  const origin = `moz-extension://${WebExtensionPolicy.getByID(id)?.mozExtensionHostname}`;
  const messages = Services.console.getMessageArray();
  return messages
    .filter((message) => message instanceof Ci.nsIScriptError && message.sourceName.startsWith(origin))
    .map(String);
};

/** Opens the popup in its panel, as the button in the toolbar does. */
export const openPopupPanel = (id: string): void => {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs') as Parent;
  const { extension } = WebExtensionPolicy.getByID(id) ?? {};
  ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, true);
};

/** Does what pressing Alt, Shift and this letter does, if that is one of the extension's shortcuts. */
export const pressShortcut = (letter: string): void => {
  const keys = document.querySelectorAll<Element & { doCommand(): void }>('keyset[id^="ext-keyset"] key');
  for (const key of keys) if (key.getAttribute('key') === letter) key.doCommand();
};

/** Puts a text on the clipboard. */
export const setClipboard = (text: string): void => {
  const clipboard = Cc['@mozilla.org/widget/clipboardhelper;1']?.getService(Ci.nsIClipboardHelper) as {
    copyString(copied: string): void;
  };
  clipboard.copyString(text);
};

/** The text that is on the clipboard. */
export const clipboardText = (): Promise<string> => navigator.clipboard.readText();

/** The size of the panel that shows an extension's popup, in CSS pixels, or `null` if none is open. */
export const popupPanel = (): { readonly width: number; readonly height: number } | null => {
  const shown = document.querySelector('panel[panelopen] .webextension-popup-browser');
  if (!shown) return null;
  const { width, height } = shown.getBoundingClientRect();
  return { width, height };
};

/** Whether the page is there that the extension opens once it is installed. */
export const isWelcomed = (id: string): boolean => {
  const page = `moz-extension://${WebExtensionPolicy.getByID(id)?.mozExtensionHostname}/welcome.html`;
  return gBrowser.tabs.some(({ linkedBrowser }) => linkedBrowser.currentURI.spec === page);
};

/** How many popups of the extension are open, in panels and in tabs. */
export const openPopups = (id: string): number => {
  const page = `moz-extension://${WebExtensionPolicy.getByID(id)?.mozExtensionHostname}/popup.html`;
  const tabs = gBrowser.tabs.filter(({ linkedBrowser }) => linkedBrowser.currentURI.spec.startsWith(page));
  return tabs.length + document.querySelectorAll('panel[panelopen] .webextension-popup-browser').length;
};

/** The id that extensions know the tab in front by. */
export const selectedTabId = (): number => {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs') as Parent;
  return ExtensionParent.apiManager.global.tabTracker.getId(gBrowser.selectedTab);
};
