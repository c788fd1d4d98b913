// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "b33cc36e6d6e34bb7aa4ff7013f64161cad9a5719ce94c392791802d146a791e";
