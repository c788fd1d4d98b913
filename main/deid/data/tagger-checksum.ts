// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "4ab36aa6464ec50eef39dabc2a274a4c73187180de75c0516ed3a74a7b717f41";
