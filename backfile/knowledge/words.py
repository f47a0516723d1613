"""Closed lists of words that tell names from ordinary prose: `President`, `Ministry`, `said`, `Monday`.

All are lower case. Our own lists; English first, with what Spanish and French need to keep their function words out.
"""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


CALENDAR = listed("""
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february
march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
easter christmas ramadan eid diwali thanksgiving halloween am pm gmt utc est edt bst spring summer autumn winter lunes
martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre
noviembre diciembre lundi mardi mercredi jeudi vendredi samedi dimanche
""")

# Words that open sentences and headlines: never the first word of a name, and no name by themselves.
COMMON = CALENDAR | listed("""
a about above according across additionally adding after afterwards again against ago ahead all almost along already
also although always amid among an and another any anyone anything are around as asked at away back based be because
before being below beside besides best better between beyond big both breaking but by can cannot could critics current
currently daily day days dear defending despite did do does don’t don't down due during each earlier early either else
elsewhere end even ever every everybody everyone everything ex exclusive experts explained explainer fact facts far
few fewer fewest final finally first five following follow for former four from full further get given giving go goals
good great had half has have having he head headed heavy her here hers high him himself his hope how however hundreds
i if in inside instead interview into is it its it’s it's just keep kind know last late later latest latter leading
least less let life like likewise little live local long look looking lost low made main major make man many may maybe
me meanwhile medical men might million millions minister ministers mister more moreover most mr mrs ms much must my
named near nearly neither never nevertheless new news next nine no nobody none nonetheless nor not note nothing
notably now number of off office officer officers official officials often oh ok old on once one only onto open
opinion or other others otherwise our out outside over overall own part people per perhaps police photo photos picture
pictures please plus possible private public put quick quickly rather read reader readers really recent recently
related residents right rising say see self senior seven eight several shares she should show similarly since six
small so some somebody someone something sometimes soon special state still story strong such supporters sources take
ten than thank thanks that the their them then there therefore these they they’re they're thing things this those
though thousands three through throughout thus to today together tomorrow tonight too top total toward towards two
under unless unlike until up upon us used using various very via video view wait want was watch we week weeks well
were we’re we're what whatever when whenever where whereas wherever whether which while who whoever whole whom whose
why will eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
seventy eighty ninety hundred dozens neighbouring neighboring with within without woman women workers world would yes
yesterday yet you young your yours el la los las un una unos unas lo del de en con por para sin sobre según tras
entre desde hasta como pero porque cuando donde quien que qué este esta estos estas ese esa eso aquel su sus mi mis tu
tus nos se le les ya sí más muy también así además ayer hoy mañana aunque mientras durante y e o u ni si ha han hay
fue fueron es son era está están ser haber tres dos uno cuatro cinco seis siete ocho nueve diez cada todo todos toda
todas des du une dans sur avec pour par sans sous selon après avant depuis pendant mais donc car qui quoi dont où ce
cette ces ses leur leurs il elle ils elles nous vous der die das ein eine und oder aber nicht mit von zu bei nach auf
für im am vom zum zur er sie wir ihr
""")

# Titles stand before a person's name and are no part of it; the word before one neither (“Foreign Secretary”).
TITLES = listed("""
mr mrs ms miss mx dr prof sir dame lord lady baroness baron rev reverend fr father sister pope cardinal archbishop
bishop imam sheikh shaikh ayatollah rabbi president vice-president premier chancellor minister secretary
secretary-general senator sen congressman congresswoman representative rep mp gov governor mayor councillor ambassador
envoy judge justice prosecutor commissioner director director-general chairman chairwoman chair chief ceo general gen
lieutenant lt colonel col major maj captain capt sergeant sgt commander cmdr commodore admiral adm brigadier marshal
corporal private constable inspector superintendent detective officer king queen prince princess sultan emir crown duke
duchess count countess shah tsar professor doctor coach striker midfielder goalkeeper defender forward spokesman
spokeswoman spokesperson actor actress singer singer-songwriter songwriter scientist president-elect whip commandant
rector dean headmaster principal mullah maulana mufti patriarch mme mlle herr frau datuk attorney sheriff honorable
honourable youtuber magistrate historian registrar analyst activist lawyer surgeon referee umpire journalist reporter
photographer architect biologist geologist ecologist researcher sociologist anthropologist archaeologist astronomer
chemist conservationist climatologist epidemiologist hydrologist seismologist volcanologist forecaster curator
conductor pianist violinist msp mp mep dj ceo cfo reeve nurse midwife teacher farmer engineer auditor chef pilot driver
student shopkeeper fisherman librarian paramedic firefighter lifeguard novelist poet playwright filmmaker sprinter
cyclist boxer wrestler swimmer batsman bowler winger playmaker tengku guitarist mathematician physicist economist
author speaker senators presidents governors ministers representatives democrat republican voter lawmaker opposition
leader ex-president presidente presidenta ministro ministra señor señora don doña rey reina alcalde alcaldesa
""") - {"private", "fr"}
BEFORE_TITLE = listed("""
prime foreign defence defense interior home health finance education transport energy justice trade economy
environment culture labour labor deputy vice acting former late attorney lieutenant major brigadier crown chief
assistant under permanent general emergency services water climate associate executive managing news press national
security supreme opposition shadow first second senior junior state us
""")
TITLE_HEADS = TITLES - listed("chief general major forward leader chair count")

# The last word of a body's name, or its first.
BODIES = listed("""
academy administration agency airlines airways alliance army assembly association authority bank board brigade bureau
cabinet campaign centre center chamber church club coalition college command commission committee company confederation
conference congress consortium constabulary cooperative corporation corp council court department directorate division
embassy executive federation fc force forces foundation front fund funds gallery group guard guards holdings hospital
hospitals house inc infirmary initiative inspectorate institute institution international investigators laboratories
laboratory league legislature limited llc ltd lines media mission military ministry mosque motors movement museum navy
network office organisation organization parliament partnership party plc police pharmaceuticals press railways
regiment registry resistance school senate service services society syndicate systems task-force team technologies
theatre theater trade treasury tribunal trust unit union united university watch workers works ferries shipping energy
oil gas steel mining copper capital securities insurance airport port city rovers wanderers athletic fcc intelligence
guild unión ministerio agencia banco universidad junta cooperativa partido sindicato guardia policía ayuntamiento
consejo comisión asociación federación servicio confederación instituto fiscalía procuraduría alcaldía gobernación
contraloría ejército armada diputación audiencia unidad secretaría dirección cámara colegio ministero tribunale
deportivo atlético atletico sporting dynamo dinamo lokomotiv olympique borussia survey minera grupo constructora
naviera aerolíneas compañía fundación société compagnie groupe ministère agence banque université parti conseil
fédération bundesamt ministerium
""")
BODY_HEADS = listed("""
municipality centers centres friends forces forum league survey observatory corps army academy agency assembly
association bank board bureau centre center chamber church college commission committee confederation conference
congress council court department directorate embassy faculty federation foundation front fund general group guild
house institute institution kingdom league ministry mission movement museum office organisation organization parliament
party port republic school senate society state states union university hospital bay cape city county district duchy
emirate gulf isle isles island lake mount province sea strait straits sultanate territory tower valley governorate
palace bridge battle treaty agencia
""")
# Places by their look: “Riyam Park”, “Mount Tarrawang”, “Gulf of Aqaba”.
PLACE_HEADS = listed("""
mount lake river cape port gulf bay strait straits isle isles fort camp wadi jebel rio río monte puerto san santa
saint st lago valle sea aeropuerto aéroport mercado catedral cerro pampa villa ciudad isla cabo sierra nevado quebrada
municipality bajo alto barrio estadio plaza parque playa
""")
PLACE_TAILS = listed("""
island islands river lake mountain mountains valley bay sea ocean beach park street road avenue square bridge palace
desert peninsula province region district county governorate oblast city town village airport harbour harbor port
strait straits gulf ridge sound falls hills hill coast canyon forest reef creek corniche highlands plateau delta canal
church cathedral mosque temple cemetery market prison racecourse monastery track monument parish mall terminal tower
towers complex lodge hotel plaza stadium arena estadio boulevard lane drive highway motorway memorial gate gardens zoo
barracks pier dam
""")

# Events, works and laws: names, but neither of people nor of bodies.
OTHER_TAILS = listed("""
marathon cup festival prize award awards games championship championships open grand-prix act bill law treaty
agreement accord day week month fair expo olympics paralympics race tournament trophy medal protocol convention
declaration war revolution era plan project pipeline programme program model edition album series show podcast
museum-day conveyor vision fiesta accord accords ii iii pact storm virus disease syndrome crisis scandal code law
""")
# Everyday words that do begin names in mid-sentence: “the New Forest”, “Next Mile Logistics”.
OF_NAMES = listed("""
new next good old first second third state big little live long high great central part best full just small young top
world last free kind news real public private special open five four seven six two three ten one twelve only now today
police national local lady daily
""")
# What a minister is minister of.
PORTFOLIOS = listed("""
state treasury information defence defense finance health education interior justice transport energy trade agriculture
culture tourism labour labor housing environment foreign affairs home economy commerce industry science technology
sport sports agricultura sanidad educación hacienda economía trabajo cultura transportes justicia salud industria
vivienda medio ambiente obras públicas exteriores asuntos sociales igualdad fomento youth water communications planning
development
""")
# Second halves of compounds: “US-led”, “Ababa-based”.
SUFFIXES = listed("""
era based led born backed style related wide owned run made controlled held linked bound only like funded trained
educated speaking majority aligned occupied language registered flagged listed area raised sponsored installed allied
mediated brokered
""")
SHIPS = listed("mv rv hms uss ss mt ins hmas")
EVENTS = listed("hurricane typhoon cyclone operation tropical storm")

SAYS = (
    r"said|says|told|added|adds|asked|warned|announced|argued|claimed|insisted|explained|wrote|tweeted|replied|admitted|"
    r"denied|confirmed|called|vowed|pledged|recalled|laughed|shrugged|dijo|afirmó|explicó|aseguró|declaró|cuenta|dice|"
    r"anunció|añadió|señaló|a déclaré|sagte"
)
SPEECH = SAYS + r"|scored|who|whose|was|is|has|had"

# Surnames that come first, so that a lone “Kim” or “Xi” stands for the whole name.
FAMILY_FIRST = listed("""
kim lee park choi jung jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song moon ryu ri pak jo xi li wang
zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao deng peng tsai lai nguyen nguyễn tran trần
pham phạm hoang vo vu bui dang truong
""")

# Names that name a thing less often than something else, so that one at the opening of a sentence proves nothing.
AMBIGUOUS = listed("""
reading mobile nice split bath hull orange cork turkey chad jordan georgia guinea jersey lincoln march florence
victoria chelsea austin paris sydney lima santiago san best most male same much born lens tours liege worms essen van
of as mary wells ware washington bristol derby chester carlisle charlotte jackson houston dallas madison columbus
augusta savannah phoenix surprise independence normal enterprise irving aurora eugene arlington bandar central union
garden progress cicero troy sur nur ali dover mali niger togo asia america trinidad enugu salem kent warren gary tyler
denton denver virginia carolina dakota erie lucena toledo leon león young ho ica bac mersin sale hilla taiz barka ipoh
apple fed labour meta amazon unit republicans democrats g opec
""")

# Capitalised by custom, yet names of nobody: nationalities apart, these never are tags.
NOT_NAMES = CALENDAR | listed("""
i god internet web wifi covid covid-19 tv dna ai it hiv aids gdp pm mp mps ceo cfo cto vip id pdf url faq q&a diy suv
ev evs km mph gmt usd eur gbp christian christians muslim muslims islam islamic catholic catholics jewish jews jew
hindu hindus sikh sikhs buddhist bedouin arab arabs arabic kurdish kurds western eastern northern southern north south
east west asian african european latin black white english spanish french german russian mandarin hebrew celsius
fahrenheit richter sars h5n1 mr mrs ms dr bn mn pc ft vpn gps usb cctv nhs-style red green blue ok ep tbc rip category
hurricane typhoon cyclone project region operation constitution congressional native channel lost yeah voter grand
master bill act law article section chapter part phase group round day game match final semi-final quarter-final cup
series episode season page figure table vol no earth moon sun mars heaven hell university government parliament
congress senate court council ministry church army navy bank police party union board committee commission department
authority agency office house state city county federal republic kingdom island capital agencies reuters afp photograph
photo image images credit advertisement lol korean koreans slavic nordic celtic hispanic hispanics latino latinos
persian kurd kurds roma bedouins sharia quran koran bible torah brexit usa-based omg ceos prime foreign defence defense
deputy vice
""")

# Words of firms' and bodies' names that are not their last word's alone.
TRADES = listed("""
shipping industries renewables copper mining minerals metals steel cement oil gas petroleum energy energi power
electric electricity water pharma pharmaceuticals biotech biosciences chemicals foods dairy brewery breweries bakery
bakers mills millers logistics couriers transport transit rail railways airways airlines aviation aerospace motors
automotive engineering construction builders homes properties estates realty capital partners ventures equity
securities investments investors asset wealth insurance finance financial banking exchange markets trading consulting
consultants advisers analytics research data digital software systems networks telecom telecoms wireless cloud cyber
robotics labs studios pictures films records entertainment games gaming media broadcasting publishing books press wire
courier renewal heavy minera minería seguros hoteles logística grupo constructora energía naviera inmobiliaria et
frères sons brothers associates solicitors chambers hotels resorts leisure sports athletic united rovers wanderers fc
stores supermarkets retail fashion textiles apparel farms farmers growers producers manufacturers employers hoteliers
traders volunteers friends alliance initiative network health healthcare clinic clinics medical dental care marine
maritime ocean ports terminal freight cargo ferries lines cruises security guards defence systems dynamics technologies
technology science sciences institute observatory forecasters survey surveyors gmbh ag sa spa nv bv plc llp inc corp
ltd pty
""")

# Last words of things that are made.
DEVICES = listed("vpn suv ev tv pro max mini plus os api gpu app")

# Words for believers and their churches.
FAITHS = listed("""
catholic catholics orthodox protestant protestants pentecostal baptist methodist lutheran anglican presbyterian
evangelical evangelicals adventist mormon sunni shia shiite coptic maronite christian christians muslim muslims jewish
hindu hindus sikh buddhist
""")
