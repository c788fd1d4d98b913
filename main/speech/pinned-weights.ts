const voice = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3";
const tokens = "0f97b4337921e6e7e9b4620fc73338ee570aecd3c16038bc23870a887e995045";

/** The packs this program loads, by the SHA-256 of every file it computes with. A list inside the pack alone could be changed with it. */
export const pinnedWeights: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "moonshine-base-en": {
    "encoder.onnx": "1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751",
    "decoder.onnx": "cc9f3cd6698a369c6008b41aa60aa3fb3322e7f03c9bdf19d8e6b7200afca4f3",
    "voice.onnx": voice,
    "tokens.txt": tokens,
  },
  "moonshine-tiny-en": {
    "encoder.onnx": "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a",
    "decoder.onnx": "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367",
    "voice.onnx": voice,
    "tokens.txt": tokens,
  },
};
