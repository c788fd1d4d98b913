/** Given name and its short forms, one group a line; hand-kept. */
const groups =
  "william will bill billy willy liam|robert rob bob bobby robbie bert|richard rick rich dick ricky richie|james jim jimmy jamie|john jack johnny jon|jonathan jon jonny nathan|michael mike mikey mick mickey|joseph joe joey|thomas tom tommy|charles charlie chuck chas|" +
  "christopher chris topher kit|daniel dan danny|matthew matt matty|anthony tony ant|steven steve stevie|stephen steve stevie|edward ed eddie ted teddy ned|kenneth ken kenny|joshua josh|andrew andy drew|raymond ray|gregory greg|samuel sam sammy|benjamin ben benny benji|" +
  "patrick pat paddy|alexander alex al xander sasha|nicholas nick nicky nico|timothy tim timmy|ronald ron ronnie|donald don donnie|gerald jerry gerry|lawrence larry|jeffrey jeff|geoffrey geoff jeff|frederick fred freddy rick|albert al bert|alfred al fred|arthur art artie|" +
  "david dave davey|douglas doug|eugene gene|francis frank fran|franklin frank|henry hank harry|harold hal harry|isaac ike zac|jacob jake|leonard leo len lenny|louis lou louie|marcus marc mark|martin marty|maxwell max|nathaniel nate nathan|peter pete|phillip phil|philip phil|" +
  "ralph ralphie|reginald reggie|roderick rod|rudolph rudy|solomon sol|stanley stan|terrence terry|theodore ted teddy theo|tobias toby|vincent vince vinny|walter walt wally|zachary zach zack|" +
  "elizabeth liz beth betty eliza lizzie libby betsy lisa ellie|margaret maggie meg peggy marge margie greta|katherine kate kathy katie kat kit kitty|catherine cathy kate katie cat|kathleen kathy kate|patricia pat patty tricia trish|jennifer jen jenny jenn|jessica jess jessie|" +
  "rebecca becky becca|susan sue susie suzy|barbara barb babs|deborah deb debbie|dorothy dot dottie dolly|victoria vicky tori vic|virginia ginny|christina chris tina christy|christine chris chrissy tina|stephanie steph|samantha sam sammy|abigail abby abbie gail|alexandra alex lexi sandra sasha|" +
  "amanda mandy|angela angie|cassandra cass cassie|charlotte charlie lottie|cynthia cindy|danielle dani|eleanor ellie nell nora|emily em emmy|evelyn evie|florence flo|frances fran frankie|gabrielle gabby|gabriela gabi|isabella bella izzy|isabel izzy bella|jacqueline jackie|josephine jo josie|" +
  "judith judy|kimberly kim|lillian lily lil|madeline maddie|madison maddie|mary molly polly|melissa mel missy|michelle shelly|mildred millie|nancy nan|natalie nat|olivia liv livvy|pamela pam|penelope penny|philippa pippa|rosemary rose rosie|sarah sally sadie|theresa terry tess tessa|teresa terri tess|valerie val|veronica ronnie vera|winifred winnie|" +
  "francisco paco pancho|jose pepe|guadalupe lupe|jesus chuy|ignacio nacho|alejandro alex|eduardo eddie lalo|enrique quique|roberto beto|maria mari|luis lucho|fernando nando|guillermo memo";

/** Every name -> the names it is short for or shortened to. */
export const nicknames: ReadonlyMap<string, readonly string[]> = buildNicknames();

function buildNicknames(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const group of groups.split("|")) {
    const [full, ...short] = group.split(" ");
    if (full === undefined) continue;
    index.set(full, [...(index.get(full) ?? []), ...short]);
    for (const name of short) index.set(name, [...(index.get(name) ?? []), full]);
  }
  return index;
}
