// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "8f5c906b25bb99a83ac209a2bc6ed84bdeff301d01d34d76e652da542a816bbc";
