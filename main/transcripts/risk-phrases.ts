/**
 * Words that may speak of suicide, self-harm, harm to others or abuse. A recogniser gets such a line
 * wrong as easily as any other, and "not" is its shortest word: every one of them is to be listened
 * to. The list is read with the people who do risk assessments; it prefers a line too many.
 */
const riskPhrases: readonly RegExp[] = [
  /\bsuicid/i,
  /\b(?:kill|hurt|harm|cut|cutting|burn|burning|end)(?:ing)? (?:my|your|him|her|them|our)sel(?:f|ves)\b/i,
  /\bself[- ]?(?:harm|injur)/i,
  /(?:\bnot|n['’]t|\bno longer) (?:want|wanting|wanted|wish|wishing)(?: to)? (?:be|to be|wake|live|exist|go on|to live|to go on|to wake)/i,
  /\b(?:be|being|were|was|better off|rather be|wish (?:i|you|he|she) (?:was|were)) (?:dead|not alive|gone)\b/i,
  /\b(?:want|wanted|wanting|going|plan|planned|planning|trying|tried) to (?:die|kill|hurt|harm|end it|stab|shoot|hang|jump|overdose)\b/i,
  /\bend(?:ing)? (?:it all|my life|your life|things for good)\b/i,
  /\b(?:take|taking|took) (?:my|your|his|her) (?:own )?life\b/i,
  /\boverdos/i,
  /\b(?:gun|firearm|pistol|rifle|noose|hang(?:ing)? (?:my|your)self|pills (?:saved|stocked|hidden))\b/i,
  /\b(?:no|any) (?:reason|point) (?:to|in) (?:live|living|go|going on)\b/i,
  /\b(?:no way out|can(?:['’]?t|not) go on|not (?:be )?alive|goodbye (?:note|letter))\b/i,
  /\b(?:hurt|kill|harm|shoot|stab|strangle|choke)(?:s|ed|ing)? (?:him|her|them|someone|somebody|people|others|my (?:wife|husband|partner|mother|father|child|kids?|boss))\b/i,
  /\bhomicid/i,
  /\b(?:abus(?:e|es|ed|ing|ive)|rap(?:e|ed)|molest|assault|hit me|hits me|choked me|threaten)/i,
];

/** Whether a line speaks of a risk, so that it must be listened to and not only read. */
export function speaksOfRisk(text: string): boolean {
  return riskPhrases.some((phrase) => phrase.test(text));
}
