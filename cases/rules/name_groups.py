"""Given and family names that are written in several ways or have a short form: each line is one name.

Kept by hand. A name may stand on several lines (Alex, Sam). Short forms are of English given names; the rest are
spellings of one name in Latin letters, or one name in English and in Welsh, Irish or Polish.
"""

from __future__ import annotations

GROUPS = """
william bill billy will willy liam wil
robert bob bobby rob robbie robin
richard dick rick ricky rich richie
james jim jimmy jamie jem
john jack johnny jon ian sean shaun shane ieuan ioan
jonathan jon jonny johnathan jonathon
michael mike mick mickey micky mikey michal mihai
thomas tom tommy tomos tomasz
charles charlie chuck chas chaz siarl
edward ed eddie ted teddy ned edek
henry harry hal harri
frederick fred freddie frederic
albert bert bertie al
andrew andy drew andrzej andras
anthony tony antony anton
joseph joe joey jozef yusuf yousef yousaf yusef yousuf
daniel dan danny
david dave davey dai dafydd davy taffy dewi dawid
christopher chris kit krzysztof
matthew matt mathew mateusz matty
nicholas nick nicky nicolas nik nico
peter pete piotr pedr
patrick pat paddy padraig padraic patryk
stephen steve steven stevie steffan stefan
samuel sam sammy
samantha sam sammie
alexander alex sandy sasha alec alasdair alistair alastair aleksander xander
alexandra alex sasha sandra lexi aleksandra
benjamin ben benny benji
kenneth ken kenny
ronald ron ronnie
donald don donnie donal domhnall
gerald gerry jerry gerard
geoffrey geoff jeff jeffrey
gregory greg gregor grzegorz
lawrence larry laurence lawrie wawrzyniec
leonard len lenny leo
nathan nate nathaniel nat
oliver ollie olly
philip phil phillip pip filip
raymond ray
terence terry terrence
timothy tim timmy
vincent vince vinny
walter wally walt
zachary zach zack zak
joshua josh
jacob jake jakub yaqub yakub
lewis lew louis llew llewelyn llewellyn
elizabeth liz beth betty lizzie eliza libby lisa bess elisabeth elzbieta
catherine cathy kate katie kathy katherine kathryn cath kat kasia katarzyna catrin kitty katrina caitlin
margaret maggie meg peggy madge marge margie mags malgorzata gosia mairead marged megan
mary molly maria moll polly mair maire mairi maryam mariam miriam marya
susan sue susie suzie suzanne zuzanna
patricia pat patsy trish tricia
jennifer jen jenny jenna
jessica jess jessie
rebecca becky becca beck
victoria vicky vicki tori wiktoria
christine chris chrissie tina krystyna christina krysia
deborah deb debbie debra
dorothy dot dotty dolly dorota
eleanor ellie nell elinor nora elin
ellen nell nelly helen elen helena ela
emily em emmy emilia
frances fran fanny frankie
francis frank frankie franciszek
florence flo florrie flossie
isabel bella izzy isabella isobel isabelle belle
jacqueline jackie jacqui
janet jan jenny siani sioned
jane jayne jean joan sian shan sinead siobhan shevaun shavaun chevonne
joanne jo joanna joann
judith judy jude
kimberley kim kimberly
lucy lucie lucia lleucu
natalie nat natalia
pamela pam pammy
rachel rach rachael rahel
rosemary rose rosie
sarah sally sara sarra
theresa tess terry terri teresa tessa
valerie val
veronica vera ronnie ronni weronika
yvonne evonne yvon
ann anne annie anna nan nancy ania
abigail abby gail abi
amanda mandy
barbara babs barb basia
carol caroline carole carolyn karolina
mohammed muhammad mohamad mohamed muhammed mohammad mohd md muhamad mahomed mohamud mohammod mehmet
ahmed ahmad achmed ahmet akhmed ahmaed
hussain hussein husain hossain hussin husayn houssein hussayn
hassan hasan hassen
ali aly alli
omar umar omer
osman usman othman uthman usmaan
abdul abdel abd abdal abdool
abdullah abdallah abdulla abdula
abdulrahman abdurrahman abdelrahman abdurahman abdirahman abdulrehman abdurehman
rahman rehman rahmaan rehmaan
ibrahim ebrahim ibraheem abraham brahim
ismail ismael esmail ishmael ismaeel
khalid khaled kaled
karim kareem kerim
rashid rasheed rachid
saeed said saied sayeed syed sayed sayyid sayid saiyed
tariq tarik tarek taric
imran emran
iqbal ikbal eqbal
shaikh sheikh shaykh sheik shekh shaik
fatima fatimah fatema fatma fathima
aisha ayesha aysha aishah ayisha aicha
khadija khadijah kadija khadeeja khadiza
zainab zaynab zeinab zeynep zaineb
nour noor nur noura
leila layla laila leyla
yasmin yasmeen jasmine jasmin yasmine
begum begom bagum
bibi beebi bebe
khatun khatoon katun
choudhury chowdhury chaudhry chowdhry chaudhary chaudhari choudhary chowdhary chowdry chaudry choudhry choudry
siddiqui siddiqi siddique sidiqi siddiquee
qureshi kureshi koreshi qurashi quraishi
malik malek mallik mullick
miah mia miya mian miyan
singh sing sinha
kaur cour kour
patel patil
sharma sarma
mukherjee mukerji mookerjee
banerjee banerji bannerjee
lakshmi laxmi luxmi
krishna krishnan kishan
deepak dipak
sunil suneel
sanjay sanjai
vijay bijay wijay
gurpreet gurprit
harjit harjeet
kulwinder kulvinder
jaswinder jasvinder
manjit manjeet
shah sha shaw
ieuan iwan ifan evan euan ewan owen ioan
gwyn wyn gwynne gwynn
rhys rees reece reese
hywel howell howel
llewelyn llewellyn llew lewelyn
geraint gerant
sion shon john
gareth garth gary
tudur tudor
cerys carys kerys cerris
angharad ankaret
myfanwy vanwy
catrin katrin
emrys ambrose
iestyn justin
powell hywel howell
price rhys rees prys pryce
bevan evan
bowen owen
parry harry
pugh hugh huw
prosser rosser
huw hugh hew
sean shaun shawn shane eoin
eoin owen eoghan euan
siobhan shevaun chevonne shavaun shivaun joan
niamh neve neave nieve
caoimhe keeva queeva keva
aoife eefa eva ifa
aoibheann eavan
oisin osheen usheen ossian
tadhg tighe teague tim
ciaran kieran keiran kieron kiaran
cian kian keane
diarmuid dermot diarmaid
sorcha surcha sarah
grainne grania gronya
saoirse seersha sersha
roisin rosheen rosaleen
conor connor conchobhar
cathal cahal charles
padraig padraic patrick podrig
brian bryan brien
kelly okelly kelley
wojciech voytek wojtek vojciech
lukasz luke lucas luc
pawel paul pavel
jan john
jerzy george yerzy
jacek yatsek hyacinth
marcin martin
mikolaj nicholas
agnieszka agnes aga
joanna joan asia
ewa eva eve
zofia sophia sofia sophie
magdalena magda madeleine
stanislaw stan stanley
wladyslaw vladislav
kowalski kovalsky kowalsky
nowak novak
wisniewski wisniewska vishnevsky vishnevski
oleksandr alexander aleksandr
serhiy sergei sergey
dmitri dmitry dimitri
yuri iurii yury
jose joseph pepe
muller mueller
schmidt schmitt smith
meyer meier maier mayer
nguyen nguyan ngyuen
lee li leigh
chan chen tan
wong huang wang
tsang zeng
chang zhang cheung
olu oluwaseun seun
chukwu chukwuemeka emeka
kofi cofi
graham graeme grahame
lindsay lindsey lynsey lynsay linsey
kwame quame
"""


def _same_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in GROUPS.split("\n"):
        for name in line.split():
            found.setdefault(name, set()).update(line.split())
    return {name: frozenset(others - {name}) for name, others in found.items()}


SAME_NAME = _same_names()  # name -> the other ways it is written
