import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom';

/** Node's request takes no signal of another realm; the router only looks at the one it gave. */
class PageRequest extends Request {
  constructor(input, { signal, ...init } = {}) {
    super(input, init);
    if (signal) Object.defineProperty(this, 'signal', { value: signal });
  }
}

/**
 * A browser's window for pages: jsdom, with what it lacks. Requests and their parts come from Node; sizes and scrolling
 * exist but do nothing, since nothing is drawn.
 */
export default class PageEnvironment extends JsdomEnvironment {
  async setup() {
    await super.setup();
    const { global } = this;
    Object.assign(global, { Request: PageRequest, Response, Headers, TextEncoder, TextDecoder, structuredClone });
    global.matchMedia = (media) => ({ matches: false, media, addEventListener() {}, removeEventListener() {} });
    global.ResizeObserver = class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    // Everything stands in sight, or lists that open below a field would hide themselves.
    const rect = { x: 8, y: 8, left: 8, top: 8, right: 208, bottom: 48, width: 200, height: 40 };
    global.Element.prototype.getBoundingClientRect = () => ({ ...rect, toJSON: () => rect });
    Object.defineProperty(global.Element.prototype, 'clientWidth', { get: () => 1024 });
    Object.defineProperty(global.Element.prototype, 'clientHeight', { get: () => 768 });
    global.scrollTo = () => undefined;
    global.Element.prototype.scrollIntoView = () => undefined;
  }
}
