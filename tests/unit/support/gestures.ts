/** A page whose events the test makes: a script's own events are never trusted. */
export function createTarget() {
  const listeners = new Map<string, (event: Event) => void>();
  const addEventListener = (type: string, listener: EventListenerOrEventListenerObject | null) => {
    if (typeof listener === 'function') listeners.set(type, listener);
  };
  const fire = (type: string, isTrusted: boolean) => {
    const event = new Event(type);
    Object.defineProperty(event, 'isTrusted', { value: isTrusted });
    listeners.get(type)?.(event);
  };
  return { target: { addEventListener }, fire };
}
