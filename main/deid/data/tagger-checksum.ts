// Written by npm run deid:train. Do not edit.
/** The weights this release was measured with; any other file is refused. */
export const taggerSha256 = "d0d94ab6db86933f744409ea21b853dd44ff991708e9c493d9c44dfaff4ce112";
