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
interface ConsoleEvent {
  readonly level: string;
  readonly filename: string;
  readonly lineNumber: number;
  readonly arguments: readonly unknown[];
}
interface Prompt {
  readonly primaryButton: { click(): void };
}

declare const Cc: Record<string, { getService(of: unknown): unknown }>;
declare const Ci: Record<string, unknown>;
declare const ChromeUtils: { importESModule(url: string): unknown };
declare const PopupNotifications: { readonly panel: { readonly firstElementChild: (Element & Prompt) | null } };
declare const Services: { readonly console: { getMessageArray(): readonly unknown[] } };
declare const WebExtensionPolicy: { getByID(id: string): Policy | null };

/** Trusts a certificate authority (DER, base64) for servers. */
export const trustAuthority = (der: string): void => {
  const database = Cc['@mozilla.org/security/x509certdb;1']?.getService(Ci['nsIX509CertDB']) as {
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

/** Presses "Allow" in the browser's question, if there is one. @returns whether there was */
export const allowPrompt = (): boolean => {
  const prompt = PopupNotifications.panel.firstElementChild;
  prompt?.primaryButton.click();
  return prompt !== null;
};

/** What the extension said in the console, and threw; one line each. */
export const extensionOutput = (id: string): string[] => {
  const base = `moz-extension://${WebExtensionPolicy.getByID(id)?.mozExtensionHostname}`;
  const storage = Cc['@mozilla.org/consoleAPI-storage;1']?.getService(Ci['nsIConsoleAPIStorage']) as {
    getEvents(): readonly ConsoleEvent[];
  };
  const said = storage
    .getEvents()
    .filter(({ filename }) => filename.startsWith(base))
    .map(
      ({ level, filename, lineNumber, arguments: parts }) => `${level}: ${parts.join(' ')} (${filename}:${lineNumber})`,
    );
  const thrown = Services.console.getMessageArray().map(String);
  return [...said, ...thrown.filter((line) => line.includes(base))];
};
