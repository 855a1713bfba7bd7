// What antd asks a browser for and jsdom lacks.

globalThis.matchMedia = (media) =>
  Object.assign(new EventTarget(), { matches: false, media, onchange: null }) as MediaQueryList;

globalThis.ResizeObserver = class {
  observe(): void {
    // jsdom lays nothing out, so no size ever changes.
  }
  unobserve(): void {
    // Nothing was observed.
  }
  disconnect(): void {
    // Nothing was observed.
  }
};

/** antd only uses it to come back after the current task. */
class Channel {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
  readonly port2 = { postMessage: () => void setTimeout(() => this.port1.onmessage?.()) };
}
Object.assign(globalThis, { MessageChannel: Channel });

// jsdom complains of a pseudo-element, by which antd measures scroll bars; it has none.
const computedStyle = globalThis.getComputedStyle.bind(globalThis);
globalThis.getComputedStyle = (element) => computedStyle(element);
