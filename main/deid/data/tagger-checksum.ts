// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "2e464724af7a55ea1c70c66ce598a772f7f48bfe8ca7555e7054be2098476a69";
