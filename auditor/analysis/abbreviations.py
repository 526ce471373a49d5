"""Shortened words whose period may not end a sentence, and the words that begin one.

Compiled from the forms of medical style guides, US postal abbreviations and journal names. All are in small letters
and without their last period; each stands in the strictest class that is right for health pages.
"""

from __future__ import annotations

OPEN = frozenset("e.g eg i.e vs v.s cf viz approx ca resp incl excl esp spp ssp subsp a.k.a n.b".split())
"""Always lead on to the next word."""

TITLES = frozenset("dr drs mr mrs ms mx st prof rev fr hon pres gov sen gen col capt lt sgt maj messrs".split())
"""Stand before a name; `st` and `dr` also end an address."""

NUMBERED = frozenset("no nos fig figs vol vols pp p pg sec sect ch chap art eq ref refs ext app nr".split())
"""Lead on to a number; elsewhere they are words, or end a sentence as a word does."""

UNITS = frozenset(
    "mg mcg ug µg μg kg g gm gms ml mls dl cl cc oz lb lbs mm cm km ng iu meq mmol tbsp tsp hr hrs min mins secs "
    "wk wks mos yr yrs tabs caps inj susp b.i.d bid t.i.d tid q.i.d qid q.d qd q.o.d q.h q.h.s qhs p.o p.r.n prn "
    "i.v i.m s.l a.c h.s stat mg/dl mg/day mg/kg ng/ml etc".split()
)
"""End a sentence whenever the next word is capitalised."""

CLOCK = frozenset({"a.m", "p.m"})
"""As units, unless a day or a time zone follows."""

MAY_END = frozenset(
    "u.s u.k u.s.a u.n e.u d.c ph.d m.d d.o r.n phd md esq jr sr inc ltd co corp llc bros assn assoc dept univ hosp "
    "inst natl admin ave blvd rd ste apt hwy pkwy ln ct sq pl bldg rm al et.al ibid est max avg temp jan feb mar apr "
    "jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del "
    "fla ga ill ind kan ky mass mich minn miss mont neb nev okla ore pa penn tenn tex va vt wash wis wyo".split()
)
"""End a sentence only before a word that typically begins one."""

JOURNAL = frozenset(
    "am br clin exp res psychiatr psychol pharmacol neurosci med behav subst treat biol rev ther epidemiol ann intern "
    "proc natl acad sci engl addict depend eur int arch pediatr obstet gynecol toxicol physiol biochem biophys chem "
    "commun curr opin suppl syst ment nerv dis psychother nat trans soc surg anesth".split()
)
"""Words of journal names; they lead on, when capitalised."""

CAPITALISED = JOURNAL | frozenset(
    "mar sat sun wed fri mon jun jan del ill ind mass miss wash ore ark ct pl co est ga pa va ky al max temp art "
    "fr hon gen col ms st app".split()
)
"""Abbreviations only when written with a capital; otherwise words, or parts of words."""

STARTERS = frozenset(
    "a about according additionally after all also although always among an and another any anyone are around as ask "
    "at avoid be because before between both but by call can certain clinicians common consequently contact could "
    "currently despite did do doctors does don't due during each early either even every everyone experts few finally "
    "first following for from further furthermore given having he her here high his how however i if important in "
    "indeed instead is it it's its just keep know last later learn less let like long many maybe meanwhile more "
    "moreover most my never nevertheless no none nor not nothing now often on once one only or other others our "
    "overall patients people perhaps please rather research researchers several she should similarly since so some "
    "someone sometimes soon speak still stop studies such symptoms take talk tell than that that's the their "
    "them then there "
    "there's therefore these they they're this those though through throughout thus to today together too two under "
    "unfortunately unless unlike until using visit was we we're were what what's when where whether which while who "
    "whoever why will with within without would yes yet you you'll you're your".split()
)
"""Begin a sentence after an abbreviation that may end one."""

STRICT_STARTERS = frozenset(
    "a after all although an another because before but call during each for he her however if in it its many most my "
    "no on once our please she since some such take that the their then there these they this those to two we what "
    "when where while why with you your".split()
)
"""Begin a sentence even after a title or an initial, where almost any other capital begins a name."""

LETTERED = frozenset(
    "vitamin vitamins hepatitis hep type types group groups plan class part category cluster arm appendix grade "
    "schedule stage step influenza section option exhibit axis phase medicare cohort level factor protein".split()
)
"""Stand before a letter that is a name ("hepatitis C") and no initial."""

LABELS = frozenset(
    "table figure box chart step part chapter section phase stage day week tip myth fact question".split()
)
"""With a number at the start of a line they label what follows ("Step 2. Call the clinic")."""

SHORT_WORDS = frozenset(
    "all are away back bad body both by care cope day days do does done dose down drug else ever fact feel few fine "
    "for free full go good gut half hard harm have he head heal help her here high him hope hour hurt ill is it kids "
    "kit less life long loss love low luck lung make many me meds met mind mood more most much need new next none now "
    "off on once one only out over own pain part past pill plan rare rest ride risk safe same scan self she sick side "
    "skin so soon stop such sure take test that them then they this time tip too try two up us use used user vein was "
    "way we week well went were what when who why work yes yet you your".split()
)
"""Words of up to three letters that end a sentence even if the next one begins, by mistake, with a small letter."""

SUFFIXES = frozenset("com org gov net edu info io co uk us mil int eu ca au js pdf html doc docx txt htm php".split())
"""Ends of host and file names, which follow a period that ends nothing."""
