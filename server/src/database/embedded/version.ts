/** The MongoDB whose behaviour the embedded server follows; drivers read it in the handshake. */
export const FOLLOWED_VERSION = '8.0.0';
