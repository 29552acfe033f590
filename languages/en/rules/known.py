"""Words of which every sentence for the car has at least one: written by nlu/sampling/known_words.py."""

KNOWN = """
aberdeen aboard abort about above abs absolute absolutely ac accelerating accent accept accident accidents according
accountant aches aching across action activate active actual actually adapt adaptive add added address adele adjust
adjusting advance africa after afternoon again against agency agenda ages ago agree agreed ahead ahead's aid aim air
air's aircon aired airflow airless airport ajar alarm alarms alaska album album's alert alive all allergic alley allow
allowed allows almost alone along aloud already alright also altogether always am amber ambient amiss ammi ankles anna
anna's announcement's annoy annoying another answer answering any anybody anymore anyone anyone's anything anyway
anywhere apartment app apparently apple appointment appointment's appointments appreciated april arctic are area
aren't arguing arm arms around arrival arrive arrived arriving arrows arse arsenal artist as ask asked asking asleep
assist assistant asthma at atlas atmosphere attendant audio audiobook august aunt australia auto auto's automatic
automatic's automatically autumn avoid aw awaits awake away awesome awful awfully ay aye baby baby's babysitter back
back's backed background backrest backside backside's backward backwards bad bad's bag bag's bags bairn bajao baked
baking bald ballad baltic bananas band banger bank bar barbecue barclays barely barrier barrier's bars baseball
basketball bass bathroom battery battery's battle bay be beach beam beams beans bear bearings bears beat beating
beatles beautiful becalm because becoming bed bedroom beds bedtime bee been beep beeper beeping beeps beer bees
beetroot before beg begging begin beginning behave behind beijing being belching believe bell below belter ben bench
bend beside best bet better between beyonce bhaiya bi bicycle big bigger bike bikes bin bins bird birds birthday bit
bitcoin bits blaa black blacks bladder bladder's blades blaring blast blasting bleeding bless blew blimey blind
blinded blinding blinds blinkers blinking block blocked blocks bloke bloke's bloody blow blower blower's blowing blown
blows blue blues bluetooth board boat body boiled boiler boiling bollards bolt bolted bolts bone bones bonfire bonging
bonnet boogie book booked boost boot boot's booth boots border bored boring born boss both bother bothering bothers
bottle bottom bottom's bought boulevard bound boy boys brahms brake braked braking brand brass bread break breakdown's
breakfast breaking breath breath's breathalyser breathe breather breathes breathing breeze breezy bride's bridge
bright brighten brighter brightest brightness brights brilliant bring bristol broad broke broken brolly brother brown
brr brrr brrrr brushes bucketing buckets buddy budge bug bug's buggy bugs building bulb bum bum's bump bumper bumpy
bums bun bung buns burger burgers burn burning burns burst bursting bus bus's busan bush business busting busy
butcher's butt butt's butter button buy buzz buzzed buzzing by byrds c cabin cake caked calais calculate calendar call
called calling calm calmer calories came camera campsite can can't cancel candle cannot cap capacity cape capital car
car's caravan's card cardiff cards care carlisle carpenters carry cars carsick cases cash castanets casts cat cat's
catch cats caught causing cave cd cease ceiling cellar cells celsius cemetery center central centre certain chair
chalo chalu chance change changed changing channel chaos chap chapel charge charger charges charging chattering
chatting cheap cheapest check checking cheek cheeks cheer cheers chest chestnut chewing chicken children children's
chili chill chilled chiller chilly chime chin chinwag chip chips chocka chocker chocolate choice choose chorus
christmas chuck church city clammy clappers class clean cleaned cleaner cleaner's cleaning clear cleared clearing
clever click clicked clicking clicks client climate clipped clock clocking close closed closer closest closing cloth
cloud cloudburst clouding clouds cloudy clown clunk clutch co coal coast coat coats code codes coffee coffees cold
colder coldest collar collect collecting color colour coloured column come comes comfort comfortable comfy coming
command commands commentary commentator company compared compartment complaining completely compressor computer con
con's concentrate concert condensation conditioner conditioning configure confirm confused confusing congestion conked
conks connect connected constant contact contacts continue control conversation convey cook cooked cooker cooking cool
coolant cooled cooler coolers cooling cop copying corner corners correct cosier costs cosy cough coughed coughing
could couldn't council count counting country countryside counts county couple course courtesy courting cousin cover
covered cow cows crack crank crash crawling crazy create creeping cricket cricket's crikey crisps cross crossed
crossing crow cruise cry crying crystal cup cupping cured current curry curtain curtains customer cut cycle cycled
cyclist dad dad's daddy daft daily damp dance danced dangerous dark darken darker darkest dash dashboard date daughter
daughter's day daylight days daytime dazzled dazzles dazzling de deactivate dead deaf deafening deal dear death
december decently decibel decibels decide deciding deckchair decline decorators decrease deer default defog defogger
defogging defrost defrosted defroster defrosters defrosting degree degrees delays delete delhi delicate delivery
demand demist demister demister's demisting dentist departure derriere describe deserves desk destination detail
detection detour detours dhaba dial dialling dials diamond diary dickie dicky did didn't die diesel diesel's different
difficult dig digging dim dimmed dimmer dimmest din dinner dinner's dip dipped dipper direct directed directing
direction directions dirge dirt dirty disable disco disconnect discuss disengage disgusting dishwater display
display's distance distracting distracts district divine dizzy dj dj's djs do dock doctor dodgers dodgy does doesn't
dog dog's dogs doing dollar dome don't done doon door door's doors doorstep dot double douse down downpour doze dozed
dozing dozy dragging drain draining drastic draught draughty draw drawing drawn dreadful drenched drenching dressed
dribbling dried drilling drink drinking drinks drip dripping drive driven driver driver's drivers drives driving
drizzle drizzling drooping drop dropped dropping drops drove drowned drowning drowsy drums dry drying dual duck due
dummy during dusk dusky dust dust's dusty dying dynasty each ear ear's eardrums earlier early earring earring's ears
earth ease easily easing easy eat eaten eating eco economically economy edge edinburgh eff egg eggs eiffel eight
eighteen eighth eighty einstein either elbow election eleven else em email emailed emails emergency empty en enable
enabled end energy engage engaged engine engine's english enjoy enjoying enlarge enough enter entering entire entry
episode errors estimated eta even evening event ever everest every everybody everybody's everyone everyone's
everything everything's everywhere eww exactly exchange exhaust exhausted exhausts exit expect expected expecting
expensive expressway expressways extend exterior external extra eye eyebrows eyes face faces factory faint faintest
fall fan fan's fancies fancy fanning fans far farm farm's farted farther fast faster fastest fat father fault faults
favourite feather features february federer fee feeding feel feeling feels feet fell fella felt ferry fetch fetching
few fewer fewest fiddle fiddling field fields fierce fifteen fifth fifty fighting file files fill filled filler
filling fillings film film's filter filtered filtering filters filthy final finally find fine finger's fingers finish
finished fire first fish fists fit five fixed flap flapping flaps flash flashed flashers flashing flat fleetwood flick
flies flight fling float floating floodlight floor floors flow flowers flowing flown fluid flush fly flying fm focus
fog fogged fogger foggies fogging foggy fogs fold folded folk follow following follows food foot foot's football
footballs footwell for forecast forehead forever forget forgot forgotten forming forty forward forwards foul found
foundered four fourteen fourth fraction frantic freckles free freeway freeways freeze freezer freezin freezing french
frequency fresh friday fridge friend friend's fringe frizzy from front front's fronts frost frosted frozen frugal fry
frying fuel full fully fumes fun function functions funeral funeral's funky funny furnace further gaana gale gallon
game gap gap's gaping garage garlic gas gasoline gate gate's gauge gentle gentleman gentler gentlest gently germs get
gets getting gie gimme giraffe girl girls give given gives giving giz glare glaring glary glass glasses glastonbury
gloom gloomy glovebox gloves glow glowing glowy glued gnat's go goa goal goals god god's goes going gold gone gonna
gonnae good goodbye goodness goose goosebumps gorgeous gosh got gps grab gramophone gran gran's grand grandad
grandad's granddad's grandfather grandma grandma's grandpa grandpa's grandson granny's grateful great green greenhouse
grew grey griddle grill grime grind gritter gritters groaning groceries groove grow guard guard's guess guesswork
guest guests guidance guide guiding guitar gulp gum guts guy guy's gym had hai hailing hair hair's haircut hairdo
hairdryer half halfway halloween halt hame hand hand's handle handles hands handset handset's handy hang hanging
hangry happened happening happiest happy harbour hard harder hardest hardly harsh harvest has hasn't hastings hat
hat's hatch hatchback hate haud have haven't having hazard hazards haze hazzards he he's head head's headache heading
headlamp headlamps headlight headlights headlines heads health healthy hear heard hearing heart heartbroken heat
heat's heated heater heater's heaters heating heatwave heaven heavens heavier hectic heed height hell hell's hello
help helps hen her herd here hereabouts hers herself hey hiding high higher highest highway highways him himself
hinges hip his history hit hitting hob hog hold holding hole holes holiday home homeward honestly hoo hood hoover hop
hope hopping horrible horse horses hospital hot hot's hotel hotplate hotter hottest hour hours house how how's howling
hoying hud huddled huffing humid humming hunched hundred hundredth hung hungry hurricane hurry hurt hurting hurts
husband hush hushed hvac hyundai i'd i'll i'm i've ice icebox iced icicle icy idea identify if ignore imagining inbox
inch inches include incoming incorrect increase indicators individual indoors inflated inform input inside inspection
instead instruction instrument insurance int intake intercom interior intermittent internal interrupt interval into
invented ionizer isn't it'd it'll it's itching its itself jack jaldi jam james jammed january japanese jaunt jazz
jeans jeez jerky jesus jet jim jingles jitters job jog john johnsons joseon jot journey judge juice july jump jumper
jumpers jumping jumpy junction june just kakao kane kar karo kays keep keeping keeps kent kerb kettle key keys kick
kicking kid kid's kidneys kids kill killed killing kilohertz kilometers kilometres kind kinda kindly king kings
kippers kitchen kite kitschy km knackered knead kneading knee kneecaps knees knobs knock knocked knocking knots knows
knuckles ko koi korea korean kospi labour labrador lack lad lads lady lady's lah lake lambs lame lamp lamps landed
landing lane lanes lap laptop larger lasagne last latch latched late later latest latte laundry law lawyers lay lazier
lead leaf league lean leaning leap learn least leather leather's leave leaves leaving led leeds left leg legend legged
legroom legs less let's letter letterbox letting lettuce level levels lever library licence lid lid's lids lie life
lift liftgate light light's lighter lighthouse lighting lights liked likes likewise liking limit limousine line lines
link linked lip liquid list listen listening listens lit litres little live lived livelier liverpool lives load loaded
loads lobster local locate location lock locked locking locks lolly lolly's london long long's longer longest look
looking looks loop loosened lorries lorry lorry's lose losing lost lot loud louder loudest loudly loudness louise love
lovely loves low lower lowest luggage lukewarm lumbar lunch lungs luton lying mac machine mad madam made magic magnify
magnolia mail main maintenance make makes makeup making malcha man man's manage manual manually manure many map map's
march market marrow marvellous mascara mask masks massage massager massaging match mate mate's matter max maximum may
maybe mcdonald's meant meat mechanic media medicine medium meet meeting meetings megahertz melodic melody melt melted
melting melts memo memory men menu mercury mess message messaged messages messing meter metres middle midges might
migraine milder mile mileage miles milk milkiness milkshake milky million min mind minds mine mine's minimum minus
minuscule minute minutes mirror mirrors miss missed missing missus mist mist's mistake misted mister misting misty
mittens mix mizzle moaning mobile mode mom moment monday money monitor monitoring monkeys monsoon month mood moods
moon moonroof moor more morgue morning mosquito mot mother mother's motor motorbikes motorway motorways mountains
mouse mouth mouth's move moved movie moving mozart much muck mucky mud muggy multi mum mum's mumbled mumbling mummy
mummy's murder murders murky murmur mushy music music's must musty mute muted my myself na nah nahi name nan's nana's
nap nappies napping narrow nasdaq nasty natter natural nav navigate navigating navigation near nearby nearer nearest
nearly neck neck's need needed needle's needn't needs neighbourhood neighbours nephew's nerves nest never nevis new
newborn news newsreader next nice nicely nicer night nightclub nightmare nil nine nineteen ninety ninth nip nippy
nithered nix no nobody nobody's nodded nodding noise noisy none nonsense noon nope normal normally north north's nose
nostalgic not notch notches note notes nothing november now nowhere nozzle nozzle's nudge nudges nudging nuisance numb
number number's numbers nursery o'clock objection obviously occasional october odometer off office officer officer's
often oil ok okay old oldies on once oncoming one one's ones onions only onto oomph oops open opened opening opens
operating operation opposite option or orange order ordering ordinary orient original other other's others otherwise
ouch ounce our ours ourselves out outdoor outdoors outer outside outside's oven over overdue overhead overheating
overkill oversleep overtake overtaking overview ow ower own oxford ozone pace packed pads paid paining painted pair
pal palms pan pancake pane panel panel's panorama panoramic panting papers parallel parasite parcel parched pardon
parents park parked parking parky parliament part particular parts party party's pass passed passenger passenger's
past patch pause pavement pay payday paying pea peace pedals pee peel peeling peep peering peg pencil pending penguins
pennies penny pensioner people peppers percent percentage perfect perfectly perhaps perished perpendicular person
perth pestering pet petrol petrol's petunias phone phone's pick picking picture pig pigeon pigeon's pigs pigsty pile
pills pimples pinged pinging pink pints pipe pit pitch pity's pizza pizza's place plain plan plane planes planned
plans plants plaster plastered play playback played playing playlist please plenty plot plug plugged plumber plumber's
plus plymouth pm pod podcast podcasts point pointed pointing poking polar pole policeman pollen pollen's polluted
pollution pong poo pooh poop poor poorer pop pope popped popping porsche port porter's position possible possibly
postage posting pothole potholes pound pounding pour pouring power prawns prayer prefer preferred pregnant prejudice
prescription's presenters preset president press pressure pressures preston pretend pretending pretty previous price
prices pride print prix probably problem problems profile programme project projecting projection promised prop proper
properly puddle puff puffing pull pulled pulling pummel pump pumped punch puppy pure purification purifier purify
purifying purple purse push pushchair pushing pushy put putting quality quarter quarters queasy question queue quick
quicker quickest quickly quid quiet quieter quietest quietly quit quite quiz race racer racing racket radiator radio
radio's rain rain's raincoat raindrops raining rains raise raised ranch rang range rate rather rattle rattling reach
reaches reaching read reading readings reads ready real really rear reason recall receipts receiver recirc recirculate
recirculated recirculating recirculation recite reckon recline recommend recommended recommends record records
recovered red redial reduce reeks reflecting reflection reflects refrigerate refrigerating refrigerator refuel
refuelling refuse reject relax release remaining remember remind reminder reminders removal remove rent rental rented
reopen repeat replacing replay reply report request reschedule reset residential resigned respond responsive rest
restart restless restore result results resume retinas return reverse reversing revert revs rewind ribs richer rid
ride ride's riding right rim ring ring's ringing rink rinse ripe river road road's roads roadworks roaring roars roast
roasted roasting robot robot's roll rolled roller rolling roof roof's room roomba root rotate rotating rotisserie
rough roughly round roundabout rouse route row rpm rub rubber rubbish ruffle rug ruined rump run running runs rush sad
safe safer sahara said sails sake salt same samsung sandals sandpaper sandra sandwich sandwiches sarah sat saturday
sauna sausage save saved saver saves saving say saying says scale scalp scandal scared scarf scaring scenic schedule
scheduled school sciatica's scooch scoot scorcher scorching score scores scotland scout scouts scrap scrape scraped
scraper scraping scratchy screaming screen screen's scribble scrub scrubbing sea seagull seal search searing season
seat seat's seats sec second seconds secure security seeing seen sejong select selected self sell sells send sensing
sensitivity sensor sensors seoul separate september serenade serendipity serious service servo set sets setting
settings settle seven seventeen seventy sewage sh shade shaking shall shan't shape share shares shattered she she'd
she'll she's shebang sheet sheets shelve shh shimmer shine shining shipping shirt's shivering shoe shoes shoot shop
shopping shopping's shops short shorten shorter shortest shorts shot shotgun should shoulder shoulders shout shouting
show show's shower shower's shown shows shrink shuffle shush shut siberia sick side side's sides sight sign signal
signalling silence silent since sing singapore singer singer's singing single sings sink sip sir siren sister sistine
sit sits sitter sitting six sixteen sixth sixty sizzle ski skies skip skoosh skull skunk sky skylicht skyscrapers slab
slam slap sleep sleeping sleeps sleepy sleet's sleeves slid slide sliding slightly slippers slippery sliver sloshing
slot slots slow slower slowing slowly sluggish slurry small smaller smart smarter smashing smear smeared smearing
smeary smell smelling smells smidge smidgen smiley smog smoke smoke's smoking smoky smooth sms snapped snarl sneaking
sneezing sneezing's sniff snooze snoring snow snowflakes snowing snowman snuff soaked soapy soccer sock socket socks
sofa soft soften softer softest soldier solid some somebody somebody's someone someone's something something's
somewhere son son's song song's songs soon sooner soonest sore sorry sorted sorts soul sound sounds soup souper source
space spaceship spain spaniel's spanish spare spat speak speaker speakers specs speed speediest spicy spider spin
spine spinning spins spit spitting splash splashed splat split splitting spoke spoken spooky sport sports sporty spot
spot's spotify spots spotting spray spraying spread spreader spreading spring square squashed squat squeaking
squeaking's squeeze squinting squirt squirty stale stamp stand standing star staring stars start started starting
starts starving state station stations status stay staying stays steady steam steamed steaming steamy stearing
steering steering's stench step steps stereo stick stick's sticking sticky stiff still stinging stink stinking stinks
stock stocks stood stop stop's stopover stopped stopping stops storey storey's storm story stove straight straining
strange strapped stream street streets strength stressed stretch stretched stretching strewth strike strip stripped
strips stroke strong stronger strongest stuck stuff stuffy style such suede suggest suggested suit suitcase suitcases
summer sun sun's sunday sunglasses sunny sunrise sunroof sunroof's sunshade sunshade's sunshine supporting suppose
supposed sure surface surfboard surgery survive swallowed swamp swampy swap swarm sweat sweat's sweating sweaty
sweeping sweet sweetheart sweltering swim swimming swing swipe swish swishing swishing's switch switched switching
sydney symbol sync synced synchronise synchronize syncing system ta table tacky tad taid tailback tailgate take taken
takes taking talk talked talking tall tallest tank tap tape tapes taps tarmac tarring taste taters taxi tea teach
teacher team teeth telephone television tell telling tells telly telly's temp temperature temperatures ten tent tents
terms terrible terrier's tesla test text texted texting texts than thank thanks that'll that's thawed thawing theatre
their theirs them themselves then there there's thermometer thermostat these they they'd they'll they're they've thick
thief thighs thing things thingy think thinks third thirst thirsty thirteen thirty thoda those though thought thoughts
thousand three thrifty throat throat's through throw throwing thumb thumbs thumping thunder thursday ticket ticket's
tickets tickles tied tight till tilt tilted time time's timer times timing tin tinkle tins tiny tip tipped tire tired
tires titanic title toast toasted toasty today today's toddler toddler's toes together told toll toll's tolls tom
tomatoes tomorrow tomorrow's tone tonight too took tooth toothy top total toto tottenham touch touching touchscreen
tousling tow toward towards towbar towed tower town toys tpms track tracks tractor traffic traffic's train translate
travel travelled treat tree trees trick tricks tried trip trolley's tropical trouble trousers truck truck's truly
trunk trust try trying tuck tucked tuesday tugging tune tunes tuning tunnel tunnels turn turned turning turns tush tv
twelve twenty twice twiddle twins twisty two tying type typhoon tyre tyre's tyres ubiquitous umbrella unbearable
unbolt uncle under underfloor underground understand undo undoing unfold unfolded unfreeze united unlatch unlink
unloading unlock unlocked unlocking unmute unpause unread unrecirculate unschedule unsync untie until up uphill upper
upright ups urgent us usb use used using usual usually ute vacuum vacuuming valentines valet valve van van's vapour
vehicle vent vented ventilate ventilated ventilating ventilation ventilator vents very vest vet via vicinity video
view village viper visibility's vodafone voice voicemail volt voltage volts volume vows wait waiting wake waking wala
walk walking wall wallet wander wandering want wanted wants war warm warmed warmer warmers warming warmth warn warning
warnings was wash washed washer washers washes washing washout wasn't wasp's waste wasting watch watcher watching
water waterfall watering wave waving way way's waypoint waypoints ways we we'd we'll we're we've weak weaker weakest
wear wearing weather weather's wed wedding wedding's wednesday wee week weekend weeks weird welcome wellie wellies
welly went were weren't wet whack what what's what've whatever whatever's whats whatsapp whatsoever wheel wheel's
wheels when when's whenever where where's whereabouts wherever whether which whichever while whine whippers whirring
whisker whisper whispering whistling white whites whizz who who's whoa whoever whoever's whole whoops whooshing whose
why why's wick wide wider width wife wife's wig will wilt wilting win wind wind's windas windee's windies windo
windose window window's windows windscreen windscreen's windshield windshield's windy wing wings winks winter wipe
wiped wiper wipers wiping wireless wirelessly wires wise wishes witch's with within without wobbling wobbly woken won
won't wonder wondering word words wore work work's worked working workplace works world worm worry worse would
wouldn't wrath wreck wrestling wringing write written wrong wrote y'all ya yaar yawn yawning ye yeah year yeet yellow
yep yes yesterday yet yikes yo yoke york you'd you'll you're you've young your yours yourself yup zero zip zone zones
zoom
"""
