/** Generic and brand names heard in mental-health and primary care; a line of one drug's names. */
const names = `
sertraline zoloft|fluoxetine prozac|escitalopram lexapro|citalopram celexa|paroxetine paxil|fluvoxamine luvox|venlafaxine effexor|desvenlafaxine pristiq|duloxetine cymbalta
bupropion wellbutrin|mirtazapine remeron|trazodone desyrel|vilazodone viibryd|vortioxetine trintellix|amitriptyline elavil|nortriptyline pamelor|doxepin silenor|imipramine tofranil|clomipramine anafranil
lithium lithobid|lamotrigine lamictal|valproate depakote|carbamazepine tegretol|oxcarbazepine trileptal|topiramate topamax|gabapentin neurontin|pregabalin lyrica
quetiapine seroquel|aripiprazole abilify|risperidone risperdal|olanzapine zyprexa|ziprasidone geodon|lurasidone latuda|cariprazine vraylar|brexpiprazole rexulti|haloperidol haldol|clozapine clozaril|paliperidone invega
alprazolam xanax|lorazepam ativan|clonazepam klonopin|diazepam valium|buspirone buspar|hydroxyzine vistaril atarax|propranolol inderal|prazosin minipress|clonidine catapres kapvay|guanfacine intuniv
zolpidem ambien|eszopiclone lunesta|temazepam restoril|melatonin|ramelteon rozerem|suvorexant belsomra
methylphenidate ritalin concerta|amphetamine adderall|lisdexamfetamine vyvanse|atomoxetine strattera|modafinil provigil|dexmethylphenidate focalin
naltrexone vivitrol|buprenorphine suboxone|methadone|disulfiram antabuse|acamprosate campral|naloxone narcan|varenicline chantix|ketamine|esketamine spravato
ibuprofen advil motrin|acetaminophen tylenol|naproxen aleve|aspirin|meloxicam mobic|tramadol ultram|oxycodone percocet oxycontin|hydrocodone norco vicodin|cyclobenzaprine flexeril|prednisone|methotrexate
metformin glucophage|insulin|lisinopril|losartan|amlodipine norvasc|metoprolol lopressor toprol|atenolol|hydrochlorothiazide|furosemide lasix|warfarin coumadin|apixaban eliquis|clopidogrel plavix
atorvastatin lipitor|simvastatin zocor|rosuvastatin crestor|omeprazole prilosec|pantoprazole protonix|famotidine pepcid|levothyroxine synthroid|albuterol ventolin|fluticasone flonase|montelukast singulair|cetirizine zyrtec|loratadine claritin|diphenhydramine benadryl
amoxicillin|azithromycin zithromax|doxycycline|ciprofloxacin cipro|cephalexin keflex|penicillin|semaglutide ozempic wegovy|sumatriptan imitrex|estradiol|testosterone|tamsulosin flomax|allopurinol|colchicine|bumetanide bumex`;

/** Every name with the other names of the same drug: "Zoloft" in a note is borne out by "sertraline" in a line. */
const sameDrug = new Map<string, readonly string[]>(
  names
    .split(/[|\n]/)
    .map((line) => line.trim().split(" "))
    .flatMap((drug) => drug.filter((name) => name !== "").map((name) => [name, drug] as const)),
);

const formOfName =
  /\b[a-z]{4,}(?:ine|pam|lam|pril|olol|statin|azole|cillin|mycin|oxetine|tidine|sartan|formin|triptan|prazole|barb|ium|idone|apine|gliptin|gliflozin|mab)\b/g;
const commonWords = new Set(
  "medicine routine determine combine imagine examine discipline decline magazine vaccine nicotine caffeine cocaine migraine machine guideline guidelines baseline deadline outline online genuine masculine feminine marine confine dopamine quarantine valentine christine intestine alkaline borderline hotline airline pipeline timeline underline headline streamline incline undermine famine saline adrenaline mezzanine limousine sunshine medium premium stadium calcium sodium potassium magnesium auditorium podium tedium equilibrium gymnasium rhubarb".split(
    " ",
  ),
);

/** The medications a text names, lower-case: known names, and words formed as drug names are. */
export function listMedications(text: string): string[] {
  const lower = text.toLowerCase();
  const known = (lower.match(/[a-z]+/g) ?? []).filter((word) => sameDrug.has(word));
  const formed = (lower.match(formOfName) ?? []).filter((word) => !commonWords.has(word));
  return [...new Set([...known, ...formed])];
}

/** Whether words that were spoken name a medication, by this name or another of its names. */
export function namesMedication(spoken: ReadonlySet<string>, medication: string): boolean {
  return spoken.has(medication) || (sameDrug.get(medication) ?? []).some((name) => spoken.has(name));
}
