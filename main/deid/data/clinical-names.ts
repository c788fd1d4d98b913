/**
 * Words that look like people or places but are medicine: eponyms, scales, therapies, drugs, brands.
 * Hand-kept. It is applied to names and places only, never to a direct identifier.
 */
const eponyms =
  "alzheimer alzheimers parkinson parkinsons parkinsonism asperger aspergers tourette tourettes bell bells down crohn crohns hodgkin hodgkins huntington huntingtons lewy creutzfeldt jakob " +
  "wernicke korsakoff munchausen stockholm cushing cushings addison graves hashimoto hashimotos raynaud raynauds sjogren sjogrens marfan ehlers danlos turner klinefelter prader willi " +
  "angelman rett williams guillain barre meniere menieres lou gehrig gehrigs lyme kaposi paget pagets wilson wilsons wolff white tay sachs gaucher fabry " +
  "babinski murphy mcmurray mcburney lachman romberg phalen tinel finkelstein hoffmann hoffman homans kernig brudzinski trendelenburg rinne weber heberden bouchard bouchards " +
  "braxton hicks kegel kegels apgar glasgow heimlich valsalva epley dix hallpike trousseau chvostek virchow barrett barretts mallory weiss dupuytren dupuytrens baker bakers " +
  "foley holter doppler gram pap papanicolaou kocher hartmann whipple nissen lasegue spurling hawkins neer speed yergason smith magenis ewing burkitt osgood schlatter " +
  "chaddock cullen grey charcot tinetti berg braden morse norton wells geneva framingham ottawa centor ranson child pugh duke jones mallampati dukes killip " +
  "starling sims tanner fitzpatrick breslow clark gleason bosniak salter harris colles pott lisfranc jefferson legg calve perthes sever blount scheuermann pavlik homan morton freiberg kienbock maisonneuve bankart hill sachs" ;
const scales =
  "beck becks hamilton young epworth edinburgh conners rosenberg liebowitz zung montgomery asberg yale brown columbia rorschach wechsler stanford binet woodcock johnson rey osterrieth stroop " +
  "vineland vanderbilt wisconsin boston penn sheehan barkley achenbach gilliam bayley raven bender gestalt millon myers briggs maudsley davidson pittsburgh insomnia morisky moca mmse panss cidi scid " +
  "ados adir srs basc brief ctopp wisc wais wiat mmpi pai rbans caars snap scared madrs ybocs cssrs caps pcl isi ess cgi gaf whodas audit cage dast ciwa cows bprs aims dla sf oq cda cdi rcads mfq ace" ;
const therapies =
  "freud freudian jung jungian adler adlerian bowlby winnicott ainsworth klein kleinian kohut lacan erikson piaget pavlov pavlovian skinner maslow rogers rogerian bandura ellis beck linehan hayes gottman " +
  "satir bowen minuchin yalom frankl vygotsky kohlberg kubler ross gestalt socratic hakomi lindamood bell theraplay reiki pilates zen vipassana mbsr mbct rebt ifs aedp pcit cpt pe act erp mi tfcbt seeking safety" ;
const drugs =
  "lexapro abilify depakote zoloft prozac paxil celexa effexor cymbalta pristiq wellbutrin buspar xanax ativan klonopin valium ambien lunesta sonata restoril trazodone remeron seroquel risperdal " +
  "zyprexa geodon latuda vraylar rexulti clozaril haldol thorazine invega lamictal tegretol trileptal topamax neurontin lyrica lithium lithobid adderall ritalin concerta vyvanse strattera intuniv kapvay focalin " +
  "suboxone subutex vivitrol methadone naloxone narcan antabuse campral chantix nicorette tylenol advil motrin aleve excedrin benadryl zyrtec claritin allegra flonase nasonex singulair sudafed mucinex robitussin " +
  "lipitor crestor zocor norvasc toprol lopressor coreg diovan cozaar lasix plavix eliquis xarelto coumadin warfarin digoxin metformin glucophage januvia jardiance farxiga ozempic wegovy trulicity victoza mounjaro " +
  "lantus humalog novolog synthroid levothyroxine prednisone medrol decadron humira enbrel remicade methotrexate plaquenil imuran celebrex mobic voltaren naproxen tramadol ultram percocet vicodin norco oxycontin oxycodone hydrocodone " +
  "morphine fentanyl dilaudid demerol flexeril zanaflex soma robaxin baclofen skelaxin bactrim keflex augmentin amoxicillin zithromax azithromycin cipro levaquin doxycycline flagyl macrobid penicillin rocephin vancomycin " +
  "nexium prilosec protonix pepcid zantac zofran reglan imodium miralax colace metamucil lomotil albuterol advair symbicort spiriva ventolin proair flovent pulmicort alvesco dulera breo trelegy " +
  "implanon nexplanon mirena paragard depo provera nuvaring premarin estrace viagra cialis flomax avodart proscar propecia botox accutane retin kenalog lidoderm lidocaine narcan epipen epi imitrex maxalt nurtec ubrelvy aimovig emgality " +
  "namenda aricept exelon sinemet requip mirapex keppra dilantin phenobarbital prazosin propranolol clonidine guanfacine hydroxyzine vistaril quetiapine olanzapine risperidone aripiprazole haloperidol clozapine ziprasidone lurasidone " +
  "sertraline fluoxetine paroxetine citalopram escitalopram venlafaxine desvenlafaxine duloxetine bupropion mirtazapine amitriptyline nortriptyline doxepin buspirone lorazepam clonazepam alprazolam diazepam temazepam zolpidem eszopiclone " +
  "lamotrigine carbamazepine oxcarbazepine topiramate gabapentin pregabalin valproate methylphenidate atomoxetine lisdexamfetamine dextroamphetamine modafinil provigil nuvigil buprenorphine naltrexone disulfiram acamprosate varenicline ketamine spravato esketamine " +
  "lisinopril losartan valsartan amlodipine metoprolol atenolol carvedilol hydrochlorothiazide furosemide spironolactone atorvastatin simvastatin rosuvastatin pravastatin omeprazole pantoprazole esomeprazole famotidine ranitidine ondansetron montelukast fluticasone cetirizine loratadine fexofenadine " +
  "melatonin ashwagandha magnesium lovenox heparin rituxan keytruda opdivo gleevec tamoxifen anastrozole letrozole herceptin taxol zometa boniva fosamax prolia allopurinol colchicine carbidopa levodopa ropinirole donepezil memantine levetiracetam sumatriptan meclizine phenergan compazine" ;
const brands =
  "chartwell dax dragon mychart cyberknife tarka tiazac cardizem procrit elavil bentyl brilinta zetia salbutamol clenil trimethoprim nitrofurantoin nurofen dioralyte remdesivir paxlovid wixela breztri nurtec qulipta caplyta auvelity zurzuvae xyrem sunosi belsomra dayvigo hetlioz rozerem provigil deplin cerefolin nardil parnate emsam marplan surmontil anafranil tofranil pamelor norpramin vivactil ludiomil asendin serzone oleptro viibryd trintellix fetzima aplenzin forfivo symbyax saphris fanapt invega nuplazid ingrezza austedo cogentin artane symmetrel inderal tenex catapres minipress librium tranxene serax halcion dalmane doral prosom sonata lunesta benzodiazepine dexedrine evekeo zenzedi daytrana quillivant cotempla adzenys mydayis azstarys qelbree jornay altima honda toyota camry corolla civic accord nissan subaru outback silverado prius tesla hyundai sonata elantra kia chevy ford chevrolet mustang jeep wrangler stevens ludwig ludwigs ferriman gallwey resmed dexcom medtronic philips fitbit garmin peloton oura calm headspace noom weight watchers lysol febreze kleenex crayola lego barbie batman superman spiderman pokemon mario zelda disney marvel hogwarts potter " +
  "dragon epic cerner redcap doximity medicare medicaid tricare aetna cigna humana anthem cobra ada fmla hipaa ferpa osha cdc fda nih who cms dsm icd cpt loinc snomed rxnorm titlenine ix bartok mozart beethoven chopin bach " +
  "jesus christ god allah buddha moses satan santa claus oprah trump obama biden clinton bush elvis beatles shakespeare kafka " +
  "achilles adams eustachian fallopian caesarean cesarean pfizer moderna johnson covid zika ebola hep hepatitis strep staph uti" ;

export const clinicalNames: readonly string[] = [eponyms, scales, therapies, drugs, brands].flatMap((list) => list.split(" "));

/** Nouns that show that the word before them is an eponym: "Hamilton scale", "Graves disease". */
export const eponymNouns: ReadonlySet<string> = new Set(
  ("disease diseases syndrome palsy disorder scale inventory test tests sign signs reflex reflexes maneuver manoeuvre score scores index criteria questionnaire lymphoma sarcoma thyroiditis phenomenon ulcer esophagus cyst " +
  "contracture tumor tumour chorea dementia bodies body rating form assessment interview checklist schedule effect catheter monitor classification stage staging method technique model theory therapy triangle approach matrices " +
  "depression anxiety mania sleepiness insomnia worry sort naming neuropathy psychosis encephalopathy fracture hernia node nodes nodule tendon reflexive contractions hicks exam procedure ratio risk study stain smear duct tube point scan heart dystrophy anemia histology halo neuroma neuromas lung elbow bunion level levels mask brace splint cast frame osteotomy aneurysm sinus angle line law goiter fever cell " +
  "barr barre danlos sachs magenis jakob hallpike osterrieth asberg korsakoff briggs kubler pugh weiss willi cpt continuous ankle stroke ii iii iv v").split(" "),
);
