/** Closed word lists shared by the layers: months, kin, titles, cues. Hand-kept. */
function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

export const monthNumbers: Readonly<Record<string, number>> = {
  january: 1, jan: 1, february: 2, feb: 2, march: 3, mar: 3, april: 4, apr: 4, may: 5, june: 6, jun: 6, july: 7, jul: 7,
  august: 8, aug: 8, september: 9, sept: 9, sep: 9, october: 10, oct: 10, november: 11, nov: 11, december: 12, dec: 12,
  enero: 1, febrero: 2, marzo: 3, abril: 4, mayo: 5, junio: 6, julio: 7, agosto: 8, septiembre: 9, octubre: 10, noviembre: 11, diciembre: 12,
};

export const weekdays = words("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun");

/** Full names of the kin terms that introduce a person. */
export const kinWords = words(
  "husband wife spouse partner boyfriend girlfriend fiance fiancee ex exhusband exwife brother brothers sister sisters son sons daughter daughters mother father mom dad mama papa stepmom stepdad stepmother stepfather " +
  "stepson stepdaughter stepbrother stepsister uncle aunt auntie tia tio cousin niece nephew grandma grandpa grandmother grandfather granddaughter grandson nana nanny granny gran abuela abuelo twin twins roommate " +
  "friend friends buddy boss coworker colleague neighbor coach sponsor baby kid kids child children dog cat puppy kitten ferret horse pet caseworker manager supervisor counselor therapist godmother godfather foster hermano hermana hijo hija esposo esposa " +
  "dtr bf gf sib bro sis mil fil caregiver teacher tutor landlord landlady crush bestie mate",
);

export const titleWords = words(
  "mr mrs ms miss mister missus missis dr doctor prof professor rev reverend father pastor rabbi imam sister brother officer detective sergeant sgt captain capt lieutenant lt corporal cpl colonel major private judge justice " +
  "nurse coach principal dean chaplain deputy dep sheriff senator governor mayor councilman attorney atty hon honorable sra sr srta senor senora senorita don dona uncle aunt auntie aunty nana tia tio grandma grandpa granny papa tita tito bishop elder dame madam agent trooper ranger chief",
);

/** Titles that are also plain words: they need a capital or a known name after them. */
export const looseTitles = words(
  "honorable father sister brother major private justice coach nurse principal dean elder chief agent don sr uncle aunt auntie nana grandma grandpa granny papa captain general professor officer detective judge doctor pastor miss attorney deputy ranger sheriff tia tio tita tito bishop governor mayor colonel rabbi imam",
);

export const roleWords = words(
  "therapist client clinician patient doctor provider counselor counsellor caller speaker interviewer interviewee mother father mom dad daughter son husband wife partner parent child sister brother guest family guest_family guest_clinician patient_guest pt dr nurse " +
  "facilitator member group group_member consejera consejero paciente a b c d e f q cl th t p co note subject date name plan s o assessment subjective objective impression dx meds medications history hpi pmh reason unknown other social worker psychologist " +
  "psychiatrist supervisor intern student coach midwife interpreter interprete moderator agent operator staff aide resident attending host participant user assistant person man woman boy girl male female voice narrator grandmother grandfather grandma grandpa aunt uncle teacher " +
  "chw case manager advocate peer support w m r i spouse client1 client2 spk",
);

export const stateNames: readonly string[] = (
  "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|" +
  "new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|" +
  "puerto rico|guam|american samoa|united states|mexico|canada"
).split("|");

export const stateCodes = words(
  "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP",
);

/** Verbs and particles that follow a person's name when a word could also be something else. */
export const personVerbs = words(
  "said says asked told tells called calls texted texts thinks thought wants wanted left came comes went goes is was has had does did knows knew loves loved hates hated lives lived died works worked takes took gave gives made makes " +
  "started stopped drinks drank moved got gets keeps kept looked looks showed hit picked drove drives cried yelled screamed laughed passed and who doesn didn isn wasn hasn won't can't",
);
