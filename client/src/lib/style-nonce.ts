// The server lets only those style elements count that carry the nonce of the page.

/** Empty where the page came from elsewhere, such as in tests. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// Where the library that stops a page from scrolling behind a dialog looks for it.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();
