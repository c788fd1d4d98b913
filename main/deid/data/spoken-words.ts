/** Words of speech, chat and notes that dictionaries lack and that must not be taken for names. */
export const spokenWords: readonly string[] = (
  "uh um umm uhm er erm ah oh ooh hmm hm mm mmm mhm mmhmm uhhuh huh yeah yep yup nah nope ok okay kay gonna gotta wanna kinda sorta dunno lemme gimme " +
  "cause cuz til till em ya yo lol lmao omg idk tbh btw fyi pls plz thx ty u ur im ive ill id dont cant wont didn doesn isn wasn weren hasn haven hadn " +
  "couldn wouldn shouldn aren ain ma mom mommy moms mama mum mummy dad daddy dads papa pop nana nanny grandma grandpa granny gran gramps grandad granddad " +
  "gma gpa auntie aunty sis bro hubby kiddo kiddos abuela abuelo abuelita tia tio yiayia oma opa baba bubbe mija mijo habibti amma appa pt pts " +
  "hx dx tx rx sx fx cx wk wks yr yrs mo mos hr hrs min mins sec secs mg mcg kg lb lbs ml cm mm bid tid qid prn qhs qd hs po im iv sc bp hr rr temp spo " +
  "phq gad aud audit dast ptsd adhd ocd bpd odd asd cbt dbt act emdr ifs ssri snri maoi tca si hi avh ah vh sib nssi iop php pcp er icu ed ob gyn gi ent " +
  "mri ct ekg ecg eeg cbc cmp tsh hgb hcg bmi dob ssn mrn id ids adl adls rn md np pa lcsw lmft lpc phd psyd pmhnp aprn do dds eta eod etoh thc cbd mdma lsd " +
  "telehealth voicemail zoom facetime wifi app apps online email emails text texts texted texting snapchat instagram tiktok youtube facebook google netflix " +
  "danish swedish norwegian finnish dutch greek turkish persian hebrew hungarian czech ukrainian welsh scottish british egyptian ethiopian somali nigerian kenyan filipino haitian cuban dominican guatemalan salvadoran honduran colombian peruvian brazilian canadian australian " +
  "melena tinnitus carpal arthrogram okey pak rhythm tyre uber lyft venmo paypal costco walmart starbucks iphone ipad xbox playstation roblox minecraft discord reddit spotify " +
  "ohh oooh mmm lem gon wan na ta hafta shoulda coulda woulda musta doc docs vid vids pic pics male female males females followup mgmt mgnt rec recs acct rm div dept dod fhx pmh psh hpi ros afib hgba hba utis ses hfref jama bye  " +
  "  el la los las su que de del por favor gracias buenas tardes noches dias donde cuando como esta estan viven tiene usted ella ellos nosotros desde entonces saliendo iba nacio nacimiento fecha caso telefono numero papel mezcla quiere decir todavia casa eso asi mismo amor mi senora para con una uno pero porque aqui hoy ayer manana bien muy mas si no es en y al lo le se nos las trabajo familia dinero escuela noche dolor miedo  " +
  "  the and for you are was not but his her him she had has that this they them then than with from what when who will would could about into over " +
  "thankyou alright allright anyways whatnot whatcha gotcha yall hi hey hello bye goodbye welcome congrats sorry please cool wow whoa aw aww ugh ha haha hii hiya meh phew oof ew " +
  "man boy girl lady guy dude buddy pal honey sweetie baby love dear sir maam ma'am doc teacher coach boss friend friends neighbor roommate " +
  "april may june august january february march july september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
  "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun easter christmas " +
  "english spanish french german italian polish korean chinese japanese arabic russian portuguese vietnamese tagalog hindi urdu american african asian european " +
  "mexican puerto rican latina latino hispanic caucasian indian irish jewish muslim christian catholic baptist hindu buddhist mormon lutheran methodist cherokee navajo lakota " +
  "america mexico canada england france germany italy spain ireland china japan korea india russia brazil africa europe asia iraq iran syria vietnam philippines pakistan ukraine " +
  "poland haiti cuba colombia guatemala honduras nicaragua salvador usa us uk texas california florida york jersey virginia carolina dakota georgia washington " +
  "ohio iowa utah maine nevada oregon kansas idaho alaska hawaii arizona montana wyoming colorado nebraska oklahoma missouri michigan illinois indiana kentucky tennessee " +
  "alabama mississippi louisiana arkansas minnesota wisconsin vermont massachusetts connecticut delaware maryland pennsylvania mexico hampshire rhode " +
  "google amazon apple microsoft medicare medicaid medi cal tricare aetna cigna humana medicaid obamacare fema irs dmv cps dcfs hr aa na ged gpa sat iep dui " +
  "tylenol advil tums ibuprofen aspirin vitamin covid flu"
).split(" ");

/** English words that in transcripts are nearly always a person: treated as names without more context. */
export const everydayNames: readonly string[] = (
  "john timothy carol jack peter maria jean roger harry billy randy victor bobby johnny martin lee jimmy jasmine tony sheila sherry veronica charlie troy ray mike " +
  "molly sally jay warren colleen derrick myrtle bailey patsy glen hector angelica jenny aurora brad ted tom bob nick ken josh jerry joey " +
  "graham griffin aliyah phoebe margarita trey teddy kelvin sawyer nelson tucker mickey rhea pierce abbey ester curt barney " +
  "eddy garret jasper chandler terry heather robin timmy sammy danny tommy jimmie geoff jeff greg stan phil fred dan matt sam ben alex andy steve chris pam deb liz meg kate beth ann anne nancy susan david james robert william michael paul george kenneth stephen andrew joshua kevin brian edward ronald " +
  "mary patricia linda barbara elizabeth jennifer margaret lisa betty dorothy sandra donna ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia angela melissa brenda amy anna rebecca kathleen pamela martha debra amanda stephanie carolyn christine marie janet catherine"
).split(" ");
