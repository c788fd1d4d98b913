// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "4c8062677f60849fa633bb936627028d13111aa5c5ab331c6cd120e3466ecacf";
