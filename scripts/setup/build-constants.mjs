// @ts-check
// What the bundler writes into a build, for sources that are run as they are.
Object.assign(globalThis, { __DEVELOPMENT_BUILD__: true, __APP_VERSION__: "unbuilt", __CONTRACT_MARK__: "unbuilt" });
