"""Words of which every sentence for the car has at least one: written by nlu/sampling/known_words.py."""

KNOWN = """
abba aberdeen abort about above absolutely ac accent accept accident accidents according accountant accounts ache
aches aching across action activate active actual actually adapt adaptive add added address adele adjust adjusting
advance aeb africa after afternoon again against agency agenda ages ago agree agreed ah'm ahead ahead's aid aid's aim
air air's airbag aircon aired airflow airing airless ajar alarm alarm's alarms alaska album album's alert alive all
alley alley's allowed allows almost alone along aloud already alright also altogether always am amber ambient amiss
animals ankles anna anna's announcement's annoy annoying another answer any anybody anymore anyone anyone's anything
anyway anywhere apart apartment app apparently apple appointment appointments appreciate appreciated april arctic are
area aren't arguing arm armpits arms around arrange arrival arrive arrived arrows arse arsenal artist as ask asked
asking asleep assist assistance assistant assisted asthma at atlas atmosphere attendant attendant's attention attic
audio audiobook audiobooks august aunt australia auto auto's automatic automatic's automatically autumn avoid aw
awaits awake away awful awfully ay babies baby baby's babysitter back back's backed background backing backrest
backside backside's backward backwards bad bad's bag bag's bags bairn bajao baked baking bald baltic bananas band
banger bank bar barbecue barclays barely barrier barrier's bars baseball bass bathroom battery battery's battle bay be
beach beam beams beans bear bearings beat beating beatles beautiful becalm because become becoming bed bedroom bedtime
bee been beep beeper beeping beeps bees beetroot before begging begin beginning behave behind beijing being belching
bell below belter ben bench bend beneath beside best bet better between beyonce bhaiya bi bicycle big bigger bike
bikes bin bird bird's birds birthday bit bitcoin black blacks bladder blades blanket blaring blast blasting bleeding
bless blew blind blinded blinding blinds blinkers blinking block blocked blocks bloke's blokes bloody blow blower
blower's blowing blown blows blue blues bluetooth board boil boiled boiler boiling bollards bolt bolted bolts bone
bones bonfire bonnet boogie book booked boost boot boot's booth boots border bored boring born boss both bother
bothering bothers bottle bottom bottom's bought boulevard bound boy boys bragged brake braked brakes braking brand
brass break breakdown breaking breath breathalyser breathe breather breathes breathing breeze breezy bride's bridge
bright brighten brighter brightest brightness brights bring bristol broad broke broken brolly brother brown brr brrr
brrrr brushes bucketing buckets buddy bug bug's buggy bugs building bulb bum bum's bump bumper bumpy bums bun bung
buns burger burgers burn burning burns burst bursting bus bus's busan bush business busting busy butcher's butt butt's
butter button buy buzz buzzed buzzing by byrds c cabin café cake caked calais calendar call called calling calls calm
calmer calories came camera cameras can can't canada cancel cap cape capital car car's caravan caravan's card cardiff
cards care careful carlisle carry cars carsick case cases cash casts cat catch catching caught causing cave cd cease
ceiling cell cells celsius cemetery center central centre certain chalo chance change changed changes changing channel
chaos chap chapel charge charged charges charging chat chattering chatting cheap cheaper cheapest check checking
checkpoint cheeks cheer chest chestnut chicken child children chili chill chilled chiller chilly chime chin chinwag
chip chips chocka chocker chocolate choice choose chop chorus christmas chuck chucking church circling circulate
circulation city clappers class clean cleaned cleaner cleaner's cleaning clear cleared clearing clever click clicking
clicks client climate clipped clock clocking close closed closer closest closing cloth cloud cloudburst clouds cloudy
clown clubs clutch co coal coast coat coats cobber code codes coffee coffees cold colder coldest collar collect
collision color colour coloured colours column come comes comfort comfortable comfy coming commands commentary
commentator company compared compartment complain complaining completely compost compressor computer con con's
concentrate concert condensation conditioner conditioning conditionning configure confirm confused confusing congested
congestion conks connect connected constant contact contacts continue contractions control conversation convertible
cook cooked cooker cooking cool coolant cooled cooler coolers cooling cools cop copying corner corners correct cosier
costello costs cosy cough coughed coughing could couldn't council count counting country countryside counts county
couple course courtesy courting cousin cover covered cow cows crack crank crash crawling crazy cream create creeping
cricket cricket's crikey crisps cross crossed crossing cruise cry crying crystal cup cuppa cured current curry curtain
curtains cushion's customer cut cutting cycle cycled cyclist dad dad's daddy daft daily damn damp dance danced
dangerous dark darker darkest dash dashboard date daughter daughter's dave day daylight days dazzling de deactivate
dead deaf deafening deal dear death december decibels decide deciding deckchair decline decorators decrease deer
default defog defogger defogging defrost defrosted defroster defrosters defrosting degree degrees delay delays delete
delhi delicate delivery demand demist demister demister's demisters demisting denmark dentist dentist's departure
describe deserves desk desperate destination detail detection detour detours dial dialling dials diary dicky did
didn't die diesel diesel's different difficult dig digging dim dimmed dimmer dimmest din dinner dinner's dip dipped
dipper direct directed directing direction directions dirge dirt dirty disable disco disconnect discuss disgrace
disgusting dishwater dismiss display display's dissolved dissolving distance distracting distracts district divine
dizzy dj dj's djs do dock doctor dodgers dodgy does doesn't dog dog's dogs doing dollar dome don't done doon door
doors dot double douse down doze dozed dozing dragging drain draining draught draughty draw drawing drawn dreadful
dreamland drenched drenching dressed dried drift drilling drink drinking drinks drip dripping drive driven driver
driver's drivers drives driving drizzle drizzling drooping drop droplets dropped dropping drops drove drowned drowning
drowsiness drowsy drums dry drying dual duck due dull dummy duo dusk dusky dust dust's dusty dying dynasty each ear
eardrums earlier early earring earring's ears earth ease easily easing easy eat eaten eating eco eco's economical
economically economy edge edinburgh eff effort egg eggs eight eighteen eighty einstein either elbow election electric
elephants eleven else else's elvis em email emailed emails emergency empty en enable enabled end ends energy engage
engaged engine engine's enjoying enlarge enough entering entire entry episode error estimated eta even evening event
ever everest every everybody everybody's everyone everyone's everything everything's everywhere eww ex exactly
exchange exhaust exhausted exit expect expected expecting expensive expressway expressways exterior external extra eye
eyeballs eyeline eyes face faces faint faintest fair fall fan fan's fancies fancy fanning fans far farm farm's farted
farther fast faster fastest fat father fatigue fault faults favourite feather february federer fee feeble feel feeling
feels feet fell fella fella's fellow felt fence ferry fetch fetching fever few fewer fewest fiddle fiddling field
fields fierce fifteen fifth fifty fighting file files fill filled filler filling fillings film's filter filtered
filtering filters filthy final finally find fine finger's fingers fingertips finish finished fire first fish fists fit
five fixed flap flapping flaps flash flashed flashers flashing flat flick flies flight fling floating floodlight floor
flow flowers flowing flown fluid flush flushes flying fm focus fog fogged fogger foggies fogging foggy fogs fold
folded folk follow following follows food foot football footballs footsie footwell for forecast forecasting forehead
forever forget forgot forgotten forming forty forward forwards foul found foundered four fourteen fourth fraction
france frankly frantic freckles free freeway freeways freeze freezer freezin freezing french frequency fresh friday
fridge friend friend's fringe from front front's fronts frost frosted frozen frugal fruit fry frying fuel full fully
fumes function funeral's funny furnace further g'day gaana gagging gale game gap gap's gaping garage garlic gas
gasoline gate gate's gauge gentle gentleman gentler get gets getting ghostly gie gimme gin giraffe girlfriend girls
give gives giving giz glare glaring glary glass glasses glastonbury gloom gloomy glove glovebox gloves glow glowing
glowy glued gnat's go goa goal goals god goes going gold golf gone gonna gonnae good goodbye goodness goosebumps
gorgeous gosh got gps grab gramophone gran gran's grand grandad grandad's granddad's granddaughter grandfather grandma
grandma's grandpa grandpa's grandson granny's grass grateful great green greenhouse grey griddle grief grill grime
grind gritters groaning groceries grow guard guard's guess guests guidance guide guiding guitar gulp gum guts guy
guy's gym haan had hail hailing hair hair's haircut hairdo hairdryer half halfway halloween halt hame hamlet hand
hand's handbrake's handle handles hands handset handset's handsfree handy hang hanging hangry hankering happen
happened happening happier happy hard harder hardest hardly harsh harvest has hasn't hastings hat hatch hatchback hate
haud have haven't having hay hazard hazards haze he he's head head's headache heading headlamp headlamps headlight
headlights headlines heads healthy hear heard hearing heart heartbroken heat heat's heated heater heater's heaters
heating heaven heavens heavier hectic heed height hell hello help hen her herd here hereabouts hers herself hey high
higher highest highway highways hilton him hinges hip hips his history hit hob hog hold holding hole holes holiday
home homeward homework's honestly hoo hood hoolie hoover hop hope horrible horse horses hospital hot hot's hotel
hotplate hotter hottest hour hours house how how's howling hud huffing humid humming hums hunched hundred hundredth
hung hungry hurricane hurry hurt hurting hurts husband hush hushed hvac hyundai i'd i'll i'm i've ice icebox iced
icicle icicles icon icy idea identify if imagining important inbox inch inches include incoming incorrect increase
indicator indicators individual indoors inflate inflated inform innit input inside inspection instead instruction
instrument insurance int intake intelligent intercom interior intermittent internal interrupt interrupting interval
interview's into invented invoice ionizer isn't it'd it'll it's itching its itself jack jalapeno jaldi jam jam's james
jammed jams january japanese jaunt jazz jeans jerky jesus jet jingles jitters job jog john johnsons joke joseon jot
journey judge juice july jump jumper jumpers jumping jumps june just kakao kane kar karo kays keen keep keeping keeps
kent kerb kettle key keys kick kicking kid kid's kidneys kids kill killed killing kilohertz kilometers kilometres kind
kinda kindly king kings kippers kitschy km knead kneading kneecaps knees knobs knock knocked knocking knots knows
knuckles korea korean labour labrador lack lad lads lady lady's lah lake lakers lambs lame lamp lamps land landed
landfill landing lane lanes lap laptop larger last latch latched late later latest latte laundry law lawyers lay
lazier lead leaf league lean leap learn least leather leather's leave leaves leaving led leeds left leg legged legroom
legs lemon lens lenses less let's letter letterbox letters letting lettuce level levels lever library licence lid
lid's lids lie life lift liftgate lifting light light's lighter lighthouse lighting lights liked likes likewise liking
limit limiter limousine line lines link linked lip lipstick liquid lisa list listen listening listens lit litres
little live lives load loaded loads lobbed lobster local locate location lock locked locking locks lolly london long
long's longer longest loo look looking looks loop looping loosened lord lorries lorry lorry's lose losing lost lot
lotte loud louder loudest loudly loudness love lovely loves low lower lowest luggage lukewarm lumbar lunch lungs
lurking luton lying machine mad madam made magic magnify magnolia mail main maintain maintenance make makes makeup
making man man's manage manual manually manure many map map's march market mascara mask masks massage massager
massaging match mate max maximum may maybe mcdonald's me's meaning meant meanwhile measure mechanic media medicine
medium meet meeting megahertz melodic melody melt melted melting memo memory men menu mercury merging message messages
messing meter metres middle midges midnight might migraine mike milage milder mile mileage miles milk milkiness
milkshake milky million min mind minds mine mine's minimum minus minuscule minute minutes mirror mirroring mirrors
miss missed missing missus mist mist's mistake misted mister misting misty mittens mix mizzle moaning mobile mode mom
moment mona monday money monitor monitoring monkeys monsoon month mood moon moonroof moor more morgue morning mot
mother mother's motor motorbikes motorway motorways mountains mouse mouth move moved movie moving mozart much muck
mucky mud muddled muggy multi mum mum's mumble mumbling mummy mummy's murder murders murky murmur mushy music music's
must musty mute muted my myself na nah name names nan nan's nana's nanny nappies napping narrow nasdaq nasty natter
natural nav navigate navigating navigation near nearby nearer nearest nearly necessary neck neck's need needed
needle's needn't needs neighbourhood neighbours nerves nervous nest never nevermind nevis new newborn news next nice
nicely nicer night nightclub nightmare nil nine nineteen ninety ninth nip nipping nippy nithered no nobody nobody's
nod nodded nodding noise noisy none nonsense noon nope normal north north's nose not notch notches note notes nothing
notice november now nowhere nozzle nozzle's nudge nudges nudging nuisance numb number numbers nursery nuts o'clock
obviously occasional october odometer off office officer officer's often ohio oi oil ok okay old on once oncoming one
one's ones onions only onto oomph oops open opened opening opens operating operation opposite option options or orange
order ordering ordinary orient original originally other others otherwise ouch ought ounce our ours out outdoor
outdoors outside oven over overdue overhead overheating overnight oversleep overspeed overtake overtaking overview ow
owe own ozone pace packed pads paid paining painted pair pal palms pan pancake pane panel panel's panoramic panting
papers parasite parcel parched pardon parents park parked parking parky parliament part particular particulate parts
party party's pass passed passenger passenger's passing passport past patch pause pavement pay payday paying pea peace
pedals pedestrian pedestrians pee peel peep peering peg pelt pen pencil pending penguins pennies penny pensioner
people peppers percent percentage perfect perfectly perhaps perished perishing person peru pestering pet petrol
petrol's petunias phone phone's pick picking picture pig pigeon pigeon's pigs pile pills pines ping pinged pinging
pink pipe pit pitch pity's pizza pizza's place plain plan plane planes planned plans plaster plastered play playback
played player playing playlist please plenty plot plugged plumber plus pm pod podcast podcasts point pointed pointing
poking pole police policeman pollen pollen's polluted pollution pong poo pooh poop poor poorer pootle pop pope popped
popping population porsche port porter's position possible possibly post postage posting pothole potholes pound
pounding pour pouring power pram's prawns prayer prefer pregnant prejudice prescription's presenters preset president
press pressure pressures preston pretend pretending pretty previous price prices pride print prix probably problem
profile programme project projecting projection promised prop proper properly puddle puff puffing pull pulled pulling
pummel pump pumped punch puncture puppy pure purification purifier purify purifying purple purse push pushing put
putting quality quarry quarter quarters queasy queen queue quick quicker quickest quickly quid quiet quieter quietest
quietly quit quite quiz race racer racing racket radiator radio radio's rain rain's raincoat raining rains raise
raised random rang range rate rate's rather rattle rattling reach reaches reaching react read reading readings reads
ready real really rear recall receipts receiver recirc recirculate recirculated recirculating recirculation recite
reckon recline recommend recommended recommends record records red redial reduce reek reeks reflecting refrigerate
refrigerating refrigerator refuel refuelling refuse reject relax release reliance remaining remember remind reminder
reminders remove rent rental rented reopen repeat repeating reply report request reschedule residential resigned
respond response responsive rest restart restarted restless restore result results resume retinas return reverse
reversing revs rewind richer rid ride ride's right rim rim's ring ring's ringing ripe river road road's roads
roadworks roaring roars roast roasted roastin roasting robot roll rolled roller rolling roof roof's room roomba rotate
rotisserie rough roughly round roundabout rouse route row row's rpm rub rubber rubbish ruffle ruined rummaging run
running runs rush safe safer sahara said sails sake salesman salt salty same samsung sandals sandpaper sandra sandwich
sandwiches sarah sat saturday sauna sausage save saved saves saw say saying says scale scandal scared scarf scenic
schedule scheduled school sciatica's scooch scoot scorcher scorching score scores scotland scout scouts scrap scrape
scraped scraper scraping scratch scratchy screaming screen screen's scribble scrub scrubbing sea seagull's seal search
searchlight searing season seat seat's seats sec second seconds secure security seeing seen select self sell sells
send sensing sensitivity sensor sensors seoul separate separately september serendipity serious service servicing
servo set sets setting settings settle seven seventeen seventy sewage sh shade shaking shall shan't shape share shares
she she'd she'll she's sheet sheets shelve shh shimmer shine shining shipping shirt shirt's shivering shocking shoes
shoot shop shopper shopping shopping's short shorten shorter shortest shot should shoulder shoulders shout shouting
show show's shower shower's shown shows shrink shuffle shuffled shuffling shukriya shush shut siberia sick side side's
sides sight sign signal signalling signed silence silent since sing singapore singer singer's singing single sings
sink sip sir siren sister sistine sit sits sitter sitting six sixteen sixty ski skies skip skippity skoosh skull skunk
sky skylicht skylight skyscrapers slab slam slamming slap slash sleep sleeping sleeps sleepy sleeve sleeves slept slid
slide sliding slightly slippery sliver sloshing slot slots slow slower slowing slowly sluggish slurry small smaller
smart smarter smashing smear smeared smearing smeary smell smell's smelling smells smidge smidgen smiley smog smoke
smoke's smoking smoky smooth sms snapped snarl sneaking sneezing sneezing's sniff snooze snoring snow snowed
snowflakes snowing snowman snuff soaked sock socket socks sofa soft soften softer softest soldier solid some somebody
somebody's someone someone's something something's somewhere son son's song song's songs soon sooner soonest soothe
sore sorry sort sorted sorts soul sound sounds soup souper source space spaceship spain spaniel's spanish spare spat
speak speaker speakers specs speed speediest speeding spicy spider spin spine spinning spins spit spitting splashed
splat split splitting spoken spooky sport sports sporty spot spotify spots spotting spray spraying spread spreader
spreading spring squashed squat squeak squeaking squeaking's squeaks squeeze squinting squirt squirty stage stale
stamp stamps stand standing staring stars start started starting starts starving state states station stations status
stay staying stays steady steam steamed steaming steamy stearing steer steering steering's stench step stepping steps
stereo stick stick's sticking sticky stiff still stink stinking stinks stinky stock stocks stomach stone stood stop
stop's stopover stopped stopping store storey storey's story stove stowed straight straining strange strap's strapped
stream streaming street streets strength stressed stretch stretched stretching strewth strike stripped strips strong
stronger strongest stuck stuff stuffy such suede suggest suggested suitcase suitcases summer sun sun's sunday
sunglasses sunny sunrise sunroof sunroof's sunshade sunshine supporting suppose supposed sure surface surfboard
surgery survive swamp swap swarm sweat sweating sweaty sweet sweetheart sweltering swim swing swipe swish swishing
swishing's switch switched switching sydney symbol sync synced synchronise synchronize syncing system ta table tacky
tad taid tailback tailgate tailgating take taken takes taking talk talked talking tall tallest tank tank's tanker tape
taps tarmac taste taters taxi tea teach teacher team teeth telephone television tell telling tells telly telly's temp
temperature temperatures ten tent tepid terms terrible terrier's tesla test text texted texting texts than thank
thanks that'd that'll that's thaw thawed thawing theatre their theirs them themselves then there there's thermometer
thermostat these they they'd they'll they're they've thick thief thing thingamajig things thingy think thinks third
thirds thirsty thirteen thirteenth thirty thoda those though thought thoughts thousand three thrifty throat throat's
through throw throwing thrown thumb thumbs thunder thursday ticket ticket's tickets tickles tied tight tighter till
tilt tilted time time's timer times timing tins tiny tip tipped tire tired tiredness tires titanic title toast toasted
toaster toastier toasting toasty today today's toddler toddler's toes together tokyo told toll toll's tolls tom tomato
tomatoes tomorrow tomorrow's tone tonight too took tooth toothy top total toto tottenham touch touching touchscreen
tow toward towards towed tower town toys track track's tracks tractor trading traffic traffic's train train's
translate travel travelled tree trees trick trip trolley's tropical trouble trousers truck truck's trunk trust try
trying tuck tucked tuesday tug tugging tune tunes tuning tunnel tunnels turn turned turning turns tush tushy tv
twelfth twelve twenty twice twiddle twins twisty two tying type typhoon tyre tyre's tyres ubiquitous umbrella
unbearable unbolt uncle under underfloor underground understand undo undoing unfold unfreeze united unlatch unlink
unload unloading unlock unlocked unlocking unmute unpause unread unschedule unshuffle unsync untie until up uphill
upper upright ups urgent us usb use used using usual usually ute vacuum valet valve van van's vapour vehicle vent
vented ventilate ventilated ventilating ventilation ventilator vents very vest vet via vicinity video view village
viper visibility's vodafone voice voicemail volt volts volume vows waist wait waiting wake waking wala wales walk
walking wall wallet wander wandering wanna want wanted wanting wants war warm warmed warmer warmers warming warmth
warn warned warning warnings was wash washed washer washers washes washing washout wasn't wasp wasp's waste wasting
watch watching water waterfall watering wave waved waving way way's waypoint waypoints ways we we'd we'll we're we've
weak weaker weakest wear wearing weather weather's wedding wedding's wednesday wee week weekend weeks weird welcome
wellie wellies went were weren't wet whack what what's what've whatever whatever's whats whatsapp whatsoever wheel
wheel's wheelchair's wheels when when's whenever where where's whereabouts wherever whether which whichever whiff
while whine whippers whirring whisk whisker whisper whispering whistling white whites whizz who who's whoa whoever
whoever's whole whose why why's wide wider width wife wife's will wilt wilting win wind wind's windas windies windo
windose window window's windows windscreen windscreen's windshield windshield's windy wing wings winks wipe wiper
wipers wiping wireless wirelessly wires wise wishes witch's with within without wobbling wobbly woken won won't wonder
word words wore work work's worked working workplace works world worm worry worse worth would wouldn't wrapped wrath
wreck wrestling wringing write written wrong wrote y'know ya yaar ye yeah year yeet yellow yellows yem yes yesterday
yet yikes yo york you'd you'll you're you've young your yours yuck zero zip zone zones zoom
"""
