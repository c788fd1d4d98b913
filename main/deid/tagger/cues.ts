import type { Token } from "../page.ts";

/** Words that digits are read out with. */
export const digitWords = new Set(
  "zero oh o one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred double triple nought".split(
    " ",
  ),
);
const ordinals = new Set(
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split(
    " ",
  ),
);
const joints = new Set("dash hyphen dot underscore slash".split(" "));

/** 1 digits, 2 digit word, 3 ordinal word, 4 a single letter, 5 "dash" or "dot", 6 letters with digits; 0 anything else. */
export function numberKind(token: Token): number {
  if (token.shape === "digits") return 1;
  if (digitWords.has(token.fold)) return 2;
  if (ordinals.has(token.fold)) return 3;
  if (joints.has(token.fold)) return 5;
  if (token.text.length === 1 && !/^[aiI]$/.test(token.text)) return 4;
  return 0;
}

/** Words that announce an identifier, in families. The order is part of the trained weights. */
const families: readonly string[] = [
  "phone cell mobile number call reach text telephone voicemail landline digits",
  "fax efax",
  "email mail gmail e address inbox",
  "website site blog url link facebook instagram page profile username handle account user gamertag discord tiktok snapchat",
  "ssn social security itin",
  "mrn chart record accession specimen rx prescription encounter",
  "member subscriber policy group medicaid medicare insurance plan claim authorization benefits",
  "checking savings routing acct card debit credit bank venmo zelle paypal cashapp visa mastercard",
  "license licence permit passport certificate npi dea dl",
  "plate plates tag vin truck car registration",
  "serial device pacemaker imei pump sensor machine sn model udi",
  "fingerprint voiceprint retina template biometric iris palm",
  "badge employee student docket case report inmate booking locker code pin incident officer",
  "street road avenue lane drive apartment apt suite zip corner address live lives lived moved",
  "born birthday dob birth anniversary died wedding admitted discharged",
  "name named called spelled spell goes initials nickname",
  "work works worked job employer shift boss school class church hospital clinic office",
];
const cueNumbers = new Map(families.flatMap((list, index) => list.split(" ").map((word) => [word, index + 1] as const)));

/** The family of cue words a word belongs to; 0 for none. */
export function cueOf(fold: string): number {
  return cueNumbers.get(fold) ?? 0;
}
