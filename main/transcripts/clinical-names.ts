const drugs = `sertraline fluoxetine paroxetine citalopram escitalopram fluvoxamine venlafaxine desvenlafaxine duloxetine bupropion mirtazapine
trazodone vilazodone vortioxetine nortriptyline amitriptyline imipramine clomipramine doxepin phenelzine selegiline lithium lamotrigine valproate
divalproex carbamazepine oxcarbazepine topiramate gabapentin pregabalin quetiapine olanzapine risperidone paliperidone aripiprazole brexpiprazole
cariprazine lurasidone ziprasidone clozapine haloperidol lumateperone buspirone hydroxyzine alprazolam lorazepam clonazepam diazepam temazepam
zolpidem eszopiclone suvorexant ramelteon melatonin prazosin propranolol clonidine guanfacine atomoxetine viloxazine methylphenidate
dexmethylphenidate lisdexamfetamine amphetamine naltrexone buprenorphine methadone acamprosate disulfiram varenicline esketamine ketamine
zoloft prozac paxil celexa lexapro luvox effexor pristiq cymbalta wellbutrin remeron lamictal depakote tegretol seroquel zyprexa risperdal abilify
rexulti vraylar latuda geodon clozaril buspar vistaril xanax ativan klonopin valium ambien lunesta strattera vyvanse adderall ritalin concerta
suboxone vivitrol chantix spravato metformin levothyroxine lisinopril`;

const therapies = `EMDR|DBT|CBT|ACT|IFS|exposure therapy|prolonged exposure|cognitive restructuring|behavioral activation|motivational interviewing|
dialectical behavior therapy|cognitive behavioral therapy|cognitive processing therapy|psychoeducation|mindfulness|grounding|somatic experiencing|
anhedonia|dysthymia|agoraphobia|dissociation|depersonalization|derealization|hypomania|akathisia|rumination|psychosis|bipolar|schizoaffective`;

/** Names of drugs and of what therapists do, as they are written. A recogniser that has not met one writes what it sounds like. */
export const clinicalNames: readonly string[] = [...drugs.split(/\s+/), ...therapies.split("|").map((name) => name.trim())].filter(
  (name) => name.length > 4,
);
