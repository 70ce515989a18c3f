export default () => globalThis.closeSharedDatabase?.();
