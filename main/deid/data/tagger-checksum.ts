// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "43c72e3877144729f6444f2cffb42a927a7fa74c6cb7bb31da381186b12359e1";
